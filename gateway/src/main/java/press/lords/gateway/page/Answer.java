package press.lords.gateway.page;

/** What stands at a page's address. */
public sealed interface Answer permits Page, Answer.Moved, Answer.Refused {

    /** The page is at another address now. */
    record Moved(String location) implements Answer {}

    /** There is no page. */
    record Refused(PageProblem problem) implements Answer {}
}
