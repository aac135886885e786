package press.lords.article.author;

import org.jspecify.annotations.Nullable;

/**
 * An author as the newsroom shows one. The identity behind the name is not part of it: it is written, never read.
 *
 * @param version counts every change, also of the identity
 * @param revision counts what readers can see change; 0 while the first is not committed
 */
record Author(
        String slug, int version, int revision, @Nullable String hash, String name, String biography) {

    boolean reads(AuthorRequest.Profile profile) {
        return name.equals(profile.name()) && biography.equals(profile.biography());
    }
}
