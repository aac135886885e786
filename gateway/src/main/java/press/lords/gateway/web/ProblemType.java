package press.lords.gateway.web;

import java.util.Locale;

import org.springframework.http.HttpStatus;

/** The closed list of what can be wrong with a request to the gateway. */
enum ProblemType {
    ARTICLE_UNKNOWN(HttpStatus.NOT_FOUND, "No article has this address"),
    REVISION_UNKNOWN(HttpStatus.NOT_FOUND, "The article has no revision of this number"),
    CATEGORY_UNKNOWN(HttpStatus.NOT_FOUND, "No category has this address"),
    AUTHOR_UNKNOWN(HttpStatus.NOT_FOUND, "No author has this address"),
    ARTICLE_RETRACTED(HttpStatus.GONE, "The article was retracted"),
    REVISION_REMOVED(HttpStatus.UNAVAILABLE_FOR_LEGAL_REASONS, "The revision was removed because the law ordered it"),
    BAD_QUERY(HttpStatus.BAD_REQUEST, "A part of the query can't be read"),
    NOT_YET_VISIBLE(HttpStatus.SERVICE_UNAVAILABLE, "The position isn't visible here yet"),
    BAD_REQUEST(HttpStatus.BAD_REQUEST, "The request can't be read"),
    UNAUTHENTICATED(HttpStatus.UNAUTHORIZED, "The token is none that counts here now"),
    ORIGIN_REFUSED(HttpStatus.FORBIDDEN, "Pages of this origin may not make this call"),
    NOT_FOUND(HttpStatus.NOT_FOUND, "Nothing is at this address"),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "The address doesn't take this method"),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "The address has no form that the request accepts"),
    BODY_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The body is too large"),
    ADDRESS_TOO_LONG(HttpStatus.URI_TOO_LONG, "The request's address is too long"),
    HEADERS_TOO_LARGE(HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "The request's headers are too large"),
    UPSTREAM_UNREADABLE(HttpStatus.BAD_GATEWAY, "The service answered in a way that can't be passed on"),
    UPSTREAM_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "The service can't be reached"),
    UPSTREAM_SLOW(HttpStatus.GATEWAY_TIMEOUT, "The service didn't answer in time"),
    UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "Tokens can't be checked yet"),
    OVERLOADED(HttpStatus.SERVICE_UNAVAILABLE, "Too many requests are waiting"),
    INTERNAL(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong here");

    private final HttpStatus status;
    private final String title;

    ProblemType(HttpStatus status, String title) {
        this.status = status;
        this.title = title;
    }

    HttpStatus status() {
        return status;
    }

    String title() {
        return title;
    }

    /** The last part of the type's address. */
    String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
