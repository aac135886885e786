package press.lords.article.web;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.text.ParseException;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the issuer's last keys on disk, so that editors work on while the issuer is away, also after a restart. */
final class RememberedJwks implements ResourceRetriever {

    private static final Logger log = LoggerFactory.getLogger(RememberedJwks.class);

    private final ResourceRetriever issuer;
    private final Path memory;

    RememberedJwks(ResourceRetriever issuer, Path stateDirectory) {
        this.issuer = issuer;
        this.memory = stateDirectory.resolve("jwks.json");
    }

    @Override
    public Resource retrieveResource(URL url) throws IOException {
        Resource keys;
        try {
            keys = issuer.retrieveResource(url);
            requireKeys(keys);
        } catch (IOException e) {
            if (!Files.exists(memory)) {
                throw e;
            }
            log.warn(
                    "the issuer's keys can't be read, its last ones are used: {}",
                    e.getClass().getSimpleName());
            return new Resource(Files.readString(memory), "application/json");
        }
        remember(keys.getContent());
        return keys;
    }

    /** Whatever else stands at the address, such as a proxy's page, must not displace what is known. */
    private static void requireKeys(Resource answer) throws IOException {
        try {
            if (JWKSet.parse(answer.getContent()).isEmpty()) {
                throw new IOException("the issuer shows no key");
            }
        } catch (ParseException e) {
            throw new IOException("the issuer's answer is no set of keys", e);
        }
    }

    private void remember(String keys) {
        try {
            Files.createDirectories(memory.toAbsolutePath().getParent());
            Path written = Files.createTempFile(memory.toAbsolutePath().getParent(), "jwks", ".tmp");
            Files.writeString(written, keys);
            Files.move(written, memory, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            log.warn("the issuer's keys can't be kept on disk: {}", e.getClass().getSimpleName());
        }
    }
}
