package press.lords.gateway.web;

import java.net.http.HttpResponse;

import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import press.lords.gateway.GatewayTest;
import press.lords.gateway.Http;

import static org.assertj.core.api.Assertions.assertThat;

@GatewayTest
class AssetsTests {

    private Http http;

    @BeforeEach
    void connect(@LocalServerPort int port) {
        http = new Http(port);
    }

    @Test
    void keepsTheStylesheetForEver() {
        String address = Jsoup.parse(Http.text(http.get("/")))
                .select("link[rel=stylesheet]")
                .attr("href");

        HttpResponse<byte[]> css = http.get(address);

        assertThat(address).matches("/assets/press\\.[0-9a-f]{16}\\.css");
        assertThat(css.headers().firstValue("Content-Type")).contains("text/css;charset=UTF-8");
        assertThat(css.headers().firstValue("Cache-Control")).contains("max-age=31536000, public, immutable");
        assertThat(http.send("HEAD", address).statusCode()).isEqualTo(200);
    }

    @Test
    void doesNotLetAnotherVersionsAddressBeKept() {
        HttpResponse<byte[]> css = http.get("/assets/press.0123456789abcdef.css");

        assertThat(css.statusCode()).isEqualTo(200);
        assertThat(css.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void answersHeadForDocuments() {
        for (String address : new String[] {"/openapi.yaml", "/problems/not-found"}) {
            HttpResponse<byte[]> head = http.send("HEAD", address);
            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.body()).isEmpty();
        }
    }
}
