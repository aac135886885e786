package press.lords.article.publishing;

import java.net.URI;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import press.lords.article.markdown.FrontMatter;
import press.lords.article.request.Cursor;
import press.lords.article.request.Page;
import press.lords.article.request.PageLimit;
import press.lords.article.request.Precondition;
import press.lords.article.request.RequestProblem;
import tools.jackson.databind.json.JsonMapper;

@RestController
@RequestMapping("/api/articles")
class ArticleController {

    private final Articles articles;
    private final EditDrafts editDrafts;
    private final JsonMapper json;

    ArticleController(Articles articles, EditDrafts editDrafts, JsonMapper json) {
        this.articles = articles;
        this.editDrafts = editDrafts;
        this.json = json;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ArticleView> open(@RequestBody ArticleRequest request) {
        Article article = editDrafts.open(request);
        return ResponseEntity.created(URI.create("/api/articles/" + article.id()))
                .eTag(Precondition.tag(article.version()))
                .body(ArticleView.of(article));
    }

    @PostMapping(consumes = MediaType.TEXT_MARKDOWN_VALUE)
    ResponseEntity<ArticleView> openMarkdown(@RequestBody byte[] file) {
        return open(fromMarkdown(file));
    }

    @GetMapping
    ResponseEntity<Page<ArticleView>> list(
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit) {
        int size = PageLimit.of(limit);
        return Page.of(articles.list(state(state), Cursor.key(after), size + 1), size, Article::id)
                .map(ArticleView::withoutBody)
                .answer();
    }

    @GetMapping("/{id}")
    ResponseEntity<ArticleView> read(@PathVariable String id) {
        return answer(articles.find(id).orElseThrow(ArticleProblem.UnknownArticle::new));
    }

    @PutMapping(path = "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ArticleView> change(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody ArticleRequest request) {
        return answer(editDrafts.change(id, request, Precondition.required(ifMatch)));
    }

    @PutMapping(path = "/{id}", consumes = MediaType.TEXT_MARKDOWN_VALUE)
    ResponseEntity<ArticleView> changeMarkdown(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody byte[] file) {
        return change(id, ifMatch, fromMarkdown(file));
    }

    static ResponseEntity<ArticleView> answer(Article article) {
        return ResponseEntity.ok().eTag(Precondition.tag(article.version())).body(ArticleView.of(article));
    }

    private ArticleRequest fromMarkdown(byte[] file) {
        return json.convertValue(FrontMatter.read(file), ArticleRequest.class);
    }

    private static @Nullable State state(@Nullable String name) {
        if (name == null) {
            return null;
        }
        for (State state : State.values()) {
            if (ArticleDocument.stateName(state).equals(name)) {
                return state;
            }
        }
        throw new RequestProblem.Malformed("state", "must be draft, scheduled, published or retracted");
    }
}
