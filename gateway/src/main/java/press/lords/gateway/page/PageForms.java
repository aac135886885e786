package press.lords.gateway.page;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes a page's record in the form that its address asks for. */
@Component
class PageForms {

    private final PageHtml html;

    PageForms(PageHtml html) {
        this.html = html;
    }

    /**
     * @param gated true when another reader may get another page
     * @param next where the list goes on
     */
    Page page(PageAddress address, PageRecord content, Frame frame, boolean gated, @Nullable String next) {
        byte[] bytes = switch (address.form()) {
            case JSON -> PageJson.write(content);
            case HTML -> html.write(address, content, frame, next);
        };
        String link = next == null ? null : "<" + next + ">; rel=\"next\"";
        return new Page(address.form(), bytes, gated, frame.until(), link);
    }
}
