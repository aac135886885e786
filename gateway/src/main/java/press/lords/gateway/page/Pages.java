package press.lords.gateway.page;

import java.util.function.UnaryOperator;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;
import press.lords.events.ArticleEvent.Access;
import press.lords.gateway.page.Frame.Viewer;
import press.lords.gateway.view.View;

/** All pages, as bytes: each public one is built once for a revision and a frame, however many ask for it, and kept while there is room. */
public final class Pages {

    private final Frames frames;
    private final Assemblies forEveryone;
    private final Assemblies forSubscribers;
    private final Changes changes;
    private final Cache<PageAddress, Entry> cache;

    Pages(
            View view,
            Frames frames,
            PaperSettings paper,
            PageForms forms,
            UnaryOperator<String> preview,
            long cacheWeight) {
        this.frames = frames;
        this.forEveryone = new Assemblies(view, paper, forms, Access.EVERYONE, preview);
        this.forSubscribers = new Assemblies(view, paper, forms, Access.SUBSCRIBERS, preview);
        this.changes = Changes.of(view);
        this.cache = Caffeine.newBuilder()
                .maximumWeight(cacheWeight)
                .weigher((PageAddress address, Entry entry) -> weight(address) + entry.weight())
                .build();
    }

    /** What was built for the address, null when it must be built anew: costs two look-ups. */
    public @Nullable Answer cached(PageAddress address) {
        Entry entry = cache.getIfPresent(address);
        return entry != null && entry.isCurrent(frames.current(), changes) ? entry.answer() : null;
    }

    /** Builds what isn't there; may read from the disk. Who asks for the same meanwhile waits for this one build. */
    public Answer answer(PageAddress address) {
        return switch (address) {
            // Readers' words are as many as readers: they would only push pages out.
            case PageAddress.Search _ -> fresh(address);
            default ->
                cache.asMap()
                        .compute(
                                address,
                                (_, known) -> known != null && known.isCurrent(frames.current(), changes)
                                        ? known
                                        : build(address))
                        .answer();
        };
    }

    /** Built from what the view has now, whatever is cached. */
    Answer fresh(PageAddress address) {
        return build(address).answer();
    }

    /** What isn't there weighs little more than its address, and anyone may ask for the longest. */
    private static int weight(PageAddress address) {
        return 1_000 + 2 * address.path().length();
    }

    /** Built apart for one reader and never kept: it may hold what others may not see. */
    Answer builtFor(Viewer viewer, PageAddress address) {
        Assemblies assemblies = switch (viewer.access()) {
            case EVERYONE -> forEveryone;
            case SUBSCRIBERS -> forSubscribers;
        };
        return assemblies.assemble(address, frames.current().with(viewer)).answer();
    }

    private Entry build(PageAddress address) {
        // Before the view is read: whatever changes from here on outdates what is built.
        long number = changes.number();
        Frame frame = frames.current();
        return new Entry(forEveryone.assemble(address, frame), frame, number);
    }

    /** @param number the latest change when the view was read for it */
    private record Entry(Assembly assembly, Frame frame, long number) {

        Answer answer() {
            return assembly.answer();
        }

        @SuppressWarnings("ReferenceEquality") // another frame is another version, however equal
        boolean isCurrent(Frame now, Changes changes) {
            // Without an article of its own, as a list or an unknown address, any change may concern it.
            String articleId = assembly.articleId();
            return frame == now
                    && !(articleId == null ? changes.anySince(number) : changes.anySince(number, articleId));
        }

        int weight() {
            return answer() instanceof Page page ? page.weight() : 500;
        }
    }
}
