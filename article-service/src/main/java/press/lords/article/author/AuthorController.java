package press.lords.article.author;

import java.net.URI;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
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
import press.lords.article.request.Cursor;
import press.lords.article.request.Page;
import press.lords.article.request.PageLimit;
import press.lords.article.request.Precondition;

@RestController
@RequestMapping("/api/authors")
class AuthorController {

    private final Authors authors;
    private final ProfileAuthor profileAuthor;

    AuthorController(Authors authors, ProfileAuthor profileAuthor) {
        this.authors = authors;
        this.profileAuthor = profileAuthor;
    }

    @PostMapping
    ResponseEntity<AuthorView> create(@RequestBody AuthorRequest request) {
        Author author = profileAuthor.create(request.checked());
        return ResponseEntity.created(URI.create("/api/authors/" + author.slug()))
                .eTag(Precondition.tag(author.version()))
                .body(AuthorView.of(author));
    }

    @GetMapping
    ResponseEntity<Page<AuthorView>> list(
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit) {
        int size = PageLimit.of(limit);
        return Page.of(authors.list(Cursor.key(after), size + 1), size, Author::slug)
                .map(AuthorView::of)
                .answer();
    }

    @GetMapping("/{slug}")
    ResponseEntity<AuthorView> read(@PathVariable String slug) {
        return answer(authors.find(slug).orElseThrow(AuthorProblem.UnknownAuthor::new));
    }

    @PutMapping("/{slug}")
    ResponseEntity<AuthorView> change(
            @PathVariable String slug,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody AuthorRequest request) {
        Precondition precondition = Precondition.required(ifMatch);
        return answer(profileAuthor.change(slug, request.checked(), precondition));
    }

    private static ResponseEntity<AuthorView> answer(Author author) {
        return ResponseEntity.ok().eTag(Precondition.tag(author.version())).body(AuthorView.of(author));
    }

    record AuthorView(String slug, String name, String biography) {
        static AuthorView of(Author author) {
            return new AuthorView(author.slug(), author.name(), author.biography());
        }
    }
}
