package press.lords.article;

import java.net.http.HttpHeaders;

import tools.jackson.databind.JsonNode;

/** What a call was answered; {@code body} is a missing node when there was none. */
public record Answer(int status, HttpHeaders headers, JsonNode body) {

    public String etag() {
        return headers.firstValue("ETag").orElse("");
    }

    public String text(String field) {
        return body.path(field).asString("");
    }

    public String problem() {
        return status + " " + text("type");
    }
}
