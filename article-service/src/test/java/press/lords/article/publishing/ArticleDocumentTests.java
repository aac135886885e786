package press.lords.article.publishing;

import java.time.Instant;
import java.util.List;

import org.bson.Document;
import org.junit.jupiter.api.Test;
import press.lords.events.ArticleEvent.Access;
import press.lords.events.ArticleEvent.Kind;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ArticleDocumentTests {

    @Test
    void takesNoUnknownStandingForUnpublished() {
        Draft draft = new Draft("Bells", "", "Ring.", Kind.NEWS, Access.EVERYONE, List.of(), List.of(), "bells");
        Document document = ArticleDocument.fields(Article.drafted("a1", draft, Instant.EPOCH))
                .append("_id", "a1")
                .append("revision", 0)
                .append("standing", new Document("is", "embargoed"));

        assertThatThrownBy(() -> ArticleDocument.read(document)).hasMessageContaining("embargoed");
    }
}
