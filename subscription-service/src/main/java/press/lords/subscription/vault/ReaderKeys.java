package press.lords.subscription.vault;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * A key for each reader. All that tells who a reader is gets sealed under it, so that nothing is left to read, in no file and no backup, once
 * it is destroyed.
 */
public interface ReaderKeys {

    /** Makes a key unless there is one. */
    void make(String reader);

    /** What seals and opens this reader's data; empty when there never was a key or it is destroyed. */
    Optional<Compartment> of(String reader);

    /** The same for many; who has none that opens is left out. */
    Map<String, Compartment> of(Collection<String> readers);

    /** Destroys a key for good. Says whether there was one. */
    boolean destroy(String reader);
}
