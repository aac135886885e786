package press.lords.article.request;

/**
 * What is wrong with one part of a request.
 *
 * @param field as the sender names it, such as {@code sponsors[0].url}
 */
public record FieldProblem(String field, String message) {}
