package press.lords.platform.mail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** The sink's addresses: a page for people, Mailpit's calls for programs. */
final class MailPages implements HttpHandler {

    private static final Logger log = LoggerFactory.getLogger(MailPages.class);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern PAGE = Pattern.compile("/mails/([0-9]+)");
    private static final Pattern MESSAGE = Pattern.compile("/api/v1/message/([0-9]+|latest)(/raw)?");
    private static final int LIMIT = 50;

    private final Mailbox mailbox;

    MailPages(Mailbox mailbox) {
        this.mailbox = mailbox;
    }

    private record Answer(int status, String type, String body) {

        static final Answer NOT_FOUND = text(404, "No such mail.\n");

        static Answer text(int status, String text) {
            return new Answer(status, "text/plain; charset=utf-8", text);
        }

        static Answer html(String page) {
            return new Answer(200, "text/html; charset=utf-8", page);
        }

        static Answer json(Object value) {
            return new Answer(200, "application/json", JSON.writeValueAsString(value));
        }
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var answer = answer(exchange);
            var headers = exchange.getResponseHeaders();
            headers.set("Content-Type", answer.type());
            headers.set("X-Content-Type-Options", "nosniff");
            headers.set(
                    "Content-Security-Policy",
                    "default-src 'none'; style-src 'unsafe-inline'; object-src 'none'; base-uri 'none'; frame-ancestors 'self'");
            var body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Answer answer(HttpExchange exchange) {
        try {
            return switch (exchange.getRequestMethod()) {
                case "GET" ->
                    read(
                            exchange.getRequestURI().getPath(),
                            exchange.getRequestURI().getQuery());
                case "DELETE" -> delete(exchange.getRequestURI().getPath());
                default -> Answer.text(405, "GET or DELETE.\n");
            };
        } catch (IOException | RuntimeException failure) {
            log.warn("{} can't be answered", exchange.getRequestURI().getPath(), failure);
            return Answer.text(500, "This can't be answered; the log says why.\n");
        }
    }

    private Answer read(String path, @Nullable String query) throws IOException {
        return switch (path) {
            case "/" -> Answer.html(MailHtml.list(mailbox));
            case "/livez", "/readyz" -> Answer.text(200, "ok\n");
            case "/api/v1/messages" ->
                Answer.json(Mailpit.messages(mailbox, number(query, "start", 0), number(query, "limit", LIMIT)));
            default -> one(path);
        };
    }

    private Answer one(String path) throws IOException {
        var page = PAGE.matcher(path);
        if (page.matches()) {
            var mail = mailbox.mail(page.group(1));
            return mail.isPresent() ? Answer.html(MailHtml.mail(mail.get())) : Answer.NOT_FOUND;
        }
        var message = MESSAGE.matcher(path);
        return message.matches() ? message(message) : Answer.NOT_FOUND;
    }

    private Answer message(Matcher path) throws IOException {
        var mail = mailbox.mail(path.group(1));
        if (mail.isEmpty()) {
            return Answer.NOT_FOUND;
        }
        return path.group(2) == null
                ? Answer.json(Mailpit.message(mail.get()))
                : new Answer(
                        200,
                        "text/plain; charset=utf-8",
                        new String(Files.readAllBytes(mail.get().file()), StandardCharsets.UTF_8));
    }

    private Answer delete(String path) throws IOException {
        if (!"/api/v1/messages".equals(path)) {
            return Answer.NOT_FOUND;
        }
        mailbox.clear();
        return Answer.text(200, "ok");
    }

    private static int number(@Nullable String query, String name, int otherwise) {
        return Optional.ofNullable(query)
                .map(Pattern.compile("(?:^|&)" + name + "=([0-9]{1,6})(?:&|$)")::matcher)
                .filter(Matcher::find)
                .map(found -> Integer.parseInt(found.group(1)))
                .orElse(otherwise);
    }
}
