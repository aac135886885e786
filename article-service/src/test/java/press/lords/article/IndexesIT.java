package press.lords.article;

import org.junit.jupiter.api.Test;
import press.lords.events.kafka.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** What grows with articles is looked up in an index, for every question that is asked of it but by id. */
class IndexesIT {

    @Test
    void thereIsOneForEveryQuestionAndNoOther() {
        assertThat(TestDatabase.indexes(Newsroom.shared().database()))
                .containsExactlyInAnyOrder(
                        "articles, slugs",
                        "articles, schedule.at",
                        "articles, state _id",
                        // What is to be sent, and what was.
                        "articles, pending",
                        "articles, sent.topic _id",
                        "articles.revisions, thing number",
                        "authors, pending",
                        "authors, sent.topic _id",
                        "authors.revisions, thing number",
                        "categories, pending",
                        "categories, sent.topic _id",
                        "categories.revisions, thing number",
                        "site, pending",
                        "site, sent.topic _id",
                        "site.revisions, thing number");
    }
}
