package press.lords.article.category;

import java.net.URI;
import java.util.List;

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
import org.springframework.web.bind.annotation.RestController;
import press.lords.article.request.Precondition;

@RestController
@RequestMapping("/api/categories")
class CategoryController {

    private final Categories categories;
    private final ArrangeCategories arrangeCategories;

    CategoryController(Categories categories, ArrangeCategories arrangeCategories) {
        this.categories = categories;
        this.arrangeCategories = arrangeCategories;
    }

    @PostMapping
    ResponseEntity<CategoryView> create(@RequestBody CategoryRequest request) {
        Category category = arrangeCategories.create(request.checked());
        return ResponseEntity.created(URI.create("/api/categories/" + category.slug()))
                .eTag(Precondition.tag(category.version()))
                .body(CategoryView.of(category));
    }

    /** The whole tree, parents before their children: it is bounded, so there is no cursor. */
    @GetMapping
    CategoryList list() {
        return new CategoryList(
                categories.tree().categories().stream().map(CategoryView::of).toList());
    }

    @GetMapping("/{slug}")
    ResponseEntity<CategoryView> read(@PathVariable String slug) {
        return answer(categories.tree().find(slug).orElseThrow(CategoryProblem.UnknownCategory::new));
    }

    @PutMapping("/{slug}")
    ResponseEntity<CategoryView> change(
            @PathVariable String slug,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody CategoryRequest request) {
        Precondition precondition = Precondition.required(ifMatch);
        return answer(arrangeCategories.change(slug, request.checked(), precondition));
    }

    private static ResponseEntity<CategoryView> answer(Category category) {
        return ResponseEntity.ok().eTag(Precondition.tag(category.version())).body(CategoryView.of(category));
    }

    record CategoryList(List<CategoryView> items) {}

    record CategoryView(String slug, String name, @Nullable String parent) {
        static CategoryView of(Category category) {
            return new CategoryView(category.slug(), category.name(), category.parent());
        }
    }
}
