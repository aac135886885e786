package press.lords.subscription.request;

/**
 * What is wrong with one part of a request. Never quotes what was sent.
 *
 * @param field as the sender names it, such as {@code newsletters[0]}
 */
public record FieldProblem(String field, String message) {}
