package press.lords.gateway.page;

import java.util.function.UnaryOperator;

import press.lords.events.ArticleEvent.Access;
import press.lords.gateway.view.View;

/** Puts together any page, as readers of one sort see it. */
class Assemblies {

    private final ArticleAssembly articles;
    private final ListAssembly lists;

    /** @param readers what they may read all of */
    Assemblies(View view, PaperSettings paper, PageForms forms, Access readers, UnaryOperator<String> preview) {
        this.articles = new ArticleAssembly(view, new Stories(view, readers, preview), forms);
        this.lists = new ListAssembly(view, paper.zone(), forms);
    }

    Assembly assemble(PageAddress address, Frame frame) {
        return switch (address) {
            case PageAddress.Article article -> articles.assemble(article, frame);
            case PageAddress.PastRevision revision -> articles.assemble(revision, frame);
            case PageAddress.OfList list -> lists.assemble(list, frame);
        };
    }
}
