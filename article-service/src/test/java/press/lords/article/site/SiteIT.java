package press.lords.article.site;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import press.lords.article.Answer;
import press.lords.article.Log;
import press.lords.article.Newsroom;
import press.lords.events.SiteEvent;
import press.lords.events.Topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class SiteIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Newsroom newsroom = Newsroom.shared();

    @Test
    void isFurnishedAsAWhole() {
        Answer before = newsroom.get("/api/site");

        Answer furnished = newsroom.put("/api/site", """
                {"follow": [{"name": "Elsewhere", "url": "https://example.org/lp"}],
                 "sponsors": [{"name": "Bakers", "url": "https://example.org/bread", "label": "Bread",
                               "from": "2026-01-01T00:00:00Z", "until": "2027-01-01T00:00:00+01:00"}],
                 "newsletter": {"title": "Newsletter", "invitation": "Write to us."}, "about": "A journal."}
                """, "If-Match", before.etag());

        assertThat(before.status()).isEqualTo(200);
        assertThat(furnished.status()).isEqualTo(200);
        assertThat(furnished.body()).isEqualTo(newsroom.get("/api/site").body());
        assertThat(furnished.body().path("sponsors").path(0).path("until").asString())
                .isEqualTo("2026-12-31T23:00:00Z");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Log.of(Topic.SITE, SiteEvent.ID))
                        .last()
                        .satisfies(revision -> assertThat(((SiteEvent.Furnished) revision.event()).about())
                                .isEqualTo("A journal.")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"follow\": [{\"name\": \"x\", \"url\": \"javascript:alert(1)\"}]}",
                "{\"follow\": [null]}",
                "{\"follow\": {}}",
                "{\"sponsors\": [{\"name\": \"x\"}]}",
                "{\"sponsors\": [{\"name\": \"x\", \"url\": \"https://a.example\", \"from\": \"2027-01-01T00:00:00Z\","
                        + " \"until\": \"2026-01-01T00:00:00Z\"}]}",
                "{\"sponsors\": [{\"name\": \"x\", \"url\": \"https://a.example\", \"from\": \"2027-01-01\"}]}",
                "{\"newsletter\": \"x\"}",
                "{\"banner\": \"x\"}"
            })
    void aRefusedFurnitureChangesNothing(String request) {
        Answer before = newsroom.get("/api/site");

        assertThat(newsroom.put("/api/site", request, "If-Match", before.etag()).status())
                .isIn(400, 422);

        assertThat(newsroom.get("/api/site").etag()).isEqualTo(before.etag());
    }

    @Test
    void isNotOverwrittenUnseen() {
        assertThat(newsroom.put("/api/site", "{}").problem()).isEqualTo("428 /problems/precondition-required");
        assertThat(newsroom.put("/api/site", "{}", "If-Match", "\"9999\"").problem())
                .isEqualTo("412 /problems/precondition-failed");
    }
}
