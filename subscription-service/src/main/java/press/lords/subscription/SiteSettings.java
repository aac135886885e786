package press.lords.subscription;

import java.net.URI;
import java.util.List;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * The paper as readers meet it.
 *
 * @param name in pages and mails
 * @param address where readers reach the press, without a slash at its end
 * @param allowedOrigins whose pages may call besides the press's own
 */
@Validated
@ConfigurationProperties("press.site")
public record SiteSettings(
        @NotBlank String name,
        @Pattern(regexp = "https?://[^?#]*[^/?#]") String address,
        List<@Pattern(regexp = "https?://[^/?#]+") String> allowedOrigins) {

    /** Scheme, host and port, as browsers name where a request comes from. */
    public String origin() {
        URI uri = URI.create(address);
        return uri.getScheme() + "://" + uri.getAuthority();
    }

    public String host() {
        String host = URI.create(address).getHost();
        return host == null ? "localhost" : host;
    }

    public String link(String path) {
        return address + path;
    }
}
