package press.lords.platform;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** Takes mails and counts them by recipient and Message-ID. */
final class CountingClerk implements PostOffice.Clerk {

    private static final int BUFFER = 16_384;
    private static final String MESSAGE_ID = "message-id:";

    private final BooleanSupplier hangsUp;
    private final LongSupplier pauseMillis;
    private final Map<Taken, Integer> taken = new ConcurrentHashMap<>();
    private final AtomicInteger mails = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();
    private volatile String last = "";

    /**
     * @param hangsUp asked for each mail that was taken: whether the connection ends instead of the answer
     * @param pauseMillis before each answer to a mail
     */
    CountingClerk(BooleanSupplier hangsUp, long pauseMillis) {
        this(hangsUp, () -> pauseMillis);
    }

    CountingClerk(BooleanSupplier hangsUp, LongSupplier pauseMillis) {
        this.hangsUp = hangsUp;
        this.pauseMillis = pauseMillis;
    }

    /** As quick and as good as it can. */
    CountingClerk() {
        this(() -> false, 0);
    }

    record Taken(String recipient, String messageId) {}

    /** How often each was taken. */
    Map<Taken, Integer> taken() {
        return Map.copyOf(taken);
    }

    /** The same of some recipients alone. */
    Map<Taken, Integer> takenBy(Set<String> recipients) {
        return taken().entrySet().stream()
                .filter(mail -> recipients.contains(mail.getKey().recipient()))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Also those that were taken before. */
    int mails() {
        return mails.get();
    }

    /** How many were taken and not answered. */
    int unanswered() {
        return unanswered.get();
    }

    /** The mail that was taken last, header and all. */
    String last() {
        return last;
    }

    @Override
    public void serve(Socket client) throws IOException {
        var in = new BufferedInputStream(client.getInputStream(), BUFFER);
        var line = new ByteArrayOutputStream();
        var recipient = "";
        say(client, "220 counting");
        while (readLine(in, line)) {
            var command = line.toString(ISO_8859_1).toUpperCase(Locale.ROOT);
            if (command.startsWith("RCPT TO:")) {
                recipient = line.toString(ISO_8859_1).replaceAll(".*<|>.*", "");
                say(client, "250 ok");
            } else if (command.startsWith("DATA")) {
                say(client, "354 go on");
                if (!isTaken(recipient, in, line)) {
                    return;
                }
                say(client, "250 taken");
            } else if (command.startsWith("QUIT")) {
                say(client, "221 bye");
                return;
            } else {
                say(client, "250 ok");
            }
        }
    }

    /** Whether the client is to learn of it. */
    private boolean isTaken(String recipient, InputStream in, ByteArrayOutputStream line) throws IOException {
        var mail = new StringBuilder();
        var messageId = "";
        while (readLine(in, line)) {
            var text = line.toString(ISO_8859_1);
            if (text.equals(".")) {
                pause();
                taken.merge(new Taken(recipient, messageId), 1, Integer::sum);
                last = mail.toString();
                mails.incrementAndGet();
                if (hangsUp.getAsBoolean()) {
                    unanswered.incrementAndGet();
                    return false;
                }
                return true;
            }
            if (messageId.isEmpty() && text.regionMatches(true, 0, MESSAGE_ID, 0, MESSAGE_ID.length())) {
                messageId = text.substring(MESSAGE_ID.length()).strip();
            }
            mail.append(text).append("\r\n");
        }
        return false;
    }

    private void pause() throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(pauseMillis.getAsLong());
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new IOException(ended);
        }
    }

    /** A line without its end; false at the end of all. */
    private static boolean readLine(InputStream in, ByteArrayOutputStream line) throws IOException {
        line.reset();
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next == '\n') {
                return true;
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return false;
    }

    private static void say(Socket client, String line) throws IOException {
        client.getOutputStream().write((line + "\r\n").getBytes(ISO_8859_1));
    }
}
