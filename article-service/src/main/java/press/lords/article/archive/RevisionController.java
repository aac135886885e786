package press.lords.article.archive;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import press.lords.article.publishing.Articles;
import press.lords.article.request.Cursor;
import press.lords.article.request.Page;
import press.lords.article.request.PageLimit;
import press.lords.article.request.RequestProblem;
import press.lords.events.ArticleEvent;
import press.lords.events.Revision;
import press.lords.events.kafka.EventCodec;
import press.lords.events.kafka.Journal;
import press.lords.events.kafka.RevisionRecord;
import tools.jackson.databind.json.JsonMapper;

@RestController
@RequestMapping("/api/articles/{id}/revisions")
class RevisionController {

    private final Articles articles;
    private final Journal journal;
    private final EventCodec codec;
    private final JsonMapper json;

    RevisionController(Articles articles, Journal articleJournal, EventCodec codec, JsonMapper json) {
        this.articles = articles;
        this.journal = articleJournal;
        this.codec = codec;
        this.json = json;
    }

    /** Newest first. */
    @GetMapping
    ResponseEntity<Page<RevisionView>> list(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit) {
        int size = PageLimit.of(limit);
        if (!articles.exists(id)) {
            throw new ArchiveProblem.UnknownArticle();
        }
        List<RevisionView> oneMore =
                journal.revisions(id, below(after), size + 1, record -> RevisionView.of(read(record)));
        return Page.of(oneMore, size, view -> Integer.toString(view.revision())).answer();
    }

    /** One revision, with the very record that the journal sent: its hash is for anyone to check. */
    @GetMapping("/{number}")
    ResponseEntity<RevisionView> read(@PathVariable String id, @PathVariable int number) {
        RevisionRecord record = journal.revision(id, number).orElseThrow(ArchiveProblem.UnknownRevision::new);
        return ResponseEntity.ok()
                .eTag("\"" + record.hash() + "\"")
                .body(RevisionView.of(read(record), json.readTree(record.value())));
    }

    private Revision<? extends ArticleEvent> read(RevisionRecord record) {
        Revision<?> revision = codec.read(record);
        if (revision.event() instanceof ArticleEvent event) {
            return revision.with(event);
        }
        throw new IllegalStateException(record.key() + " in the journal of articles is none");
    }

    private static int below(@Nullable String cursor) {
        String key = Cursor.key(cursor);
        try {
            return key == null ? Integer.MAX_VALUE : Integer.parseInt(key);
        } catch (NumberFormatException e) {
            throw new RequestProblem.Malformed("after", "is not a cursor that this list gave");
        }
    }
}
