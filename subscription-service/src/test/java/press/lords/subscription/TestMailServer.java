package press.lords.subscription;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A mail server that behaves as well as a test wants it to. */
public final class TestMailServer implements AutoCloseable {

    /** What becomes of a mail. */
    public enum Mood {
        TAKES,
        REJECTS,
        DEFERS,
        /** Takes the mail and closes before it says so. */
        DROPS,
        /** Takes the mail and never says so. */
        STALLS,
        /** Closes each connection as it comes. */
        IS_DOWN
    }

    /** @param recipient as the envelope says */
    public record Taken(String recipient, MimeMessage message) {

        public String text() {
            return find(message, "text/plain");
        }

        public String html() {
            return find(message, "text/html");
        }

        public String header(String name) {
            try {
                return String.join("\n", message.getHeader(name));
            } catch (MessagingException e) {
                throw new AssertionError(e);
            }
        }

        /** What stands behind a path of ours in the text. */
        public String token(String path) {
            return found(Pattern.quote(path) + "([A-Za-z0-9_-]{43})");
        }

        public String code() {
            return found("instead: ([0-9A-Z]{4}-[0-9A-Z]{4})");
        }

        private String found(String pattern) {
            Matcher matcher = Pattern.compile(pattern).matcher(text());
            assertThat(matcher.find()).as(text()).isTrue();
            return matcher.group(1);
        }
    }

    private final ServerSocket socket;
    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private volatile Mood mood = Mood.TAKES;

    public TestMailServer() {
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::listen);
    }

    public int port() {
        return socket.getLocalPort();
    }

    public void mood(Mood next) {
        mood = next;
    }

    public List<Taken> mails() {
        return List.copyOf(taken);
    }

    public List<Taken> mailsTo(String recipient) {
        return taken.stream().filter(mail -> mail.recipient().equals(recipient)).toList();
    }

    /** The only mail, or the newest of so many, to that address. */
    public Taken awaitMail(String recipient, int count) {
        await().atMost(Duration.ofSeconds(20)).until(() -> mailsTo(recipient).size() >= count);
        List<Taken> mails = mailsTo(recipient);
        assertThat(mails).hasSize(count);
        return mails.getLast();
    }

    private void listen() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            if (mood != Mood.IS_DOWN) {
                talk(client, new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1)));
            }
        } catch (IOException e) {
            // The client is gone.
        }
    }

    private void talk(Socket client, BufferedReader in) throws IOException {
        say(client, "220 test");
        String recipient = "";
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String command = line.toUpperCase(Locale.ROOT);
            if (command.startsWith("RCPT TO:")) {
                recipient = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
                say(client, mood == Mood.REJECTS ? "550 no such user" : mood == Mood.DEFERS ? "451 later" : "250 ok");
            } else if (command.equals("DATA")) {
                say(client, "354 go on");
                taken.add(new Taken(recipient, message(in)));
                if (mood == Mood.STALLS) {
                    in.readLine();
                }
                if (mood == Mood.DROPS || mood == Mood.STALLS) {
                    return;
                }
                say(client, "250 taken");
            } else if (command.equals("QUIT")) {
                say(client, "221 bye");
                return;
            } else {
                say(client, "250 ok");
            }
        }
    }

    private static MimeMessage message(BufferedReader in) throws IOException {
        StringBuilder data = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            data.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
        }
        try {
            return new MimeMessage(
                    Session.getInstance(new Properties()),
                    new ByteArrayInputStream(data.toString().getBytes(ISO_8859_1)));
        } catch (MessagingException e) {
            throw new IOException(e);
        }
    }

    private static void say(Socket client, String line) throws IOException {
        client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        client.getOutputStream().flush();
    }

    private static String find(Part part, String type) {
        try {
            if (part.isMimeType(type)) {
                return part.getContent().toString();
            }
            if (part.getContent() instanceof Multipart parts) {
                for (int i = 0; i < parts.getCount(); i++) {
                    String found = find(parts.getBodyPart(i), type);
                    if (!found.isEmpty()) {
                        return found;
                    }
                }
            }
            return "";
        } catch (MessagingException | IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
