package press.lords.subscription;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
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
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
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
        /** Closes when the mail is to come. */
        CUTS,
        /** Takes the mail, says so, and closes. */
        PARTS,
        /** Takes the mail and says so after a while. */
        DAWDLES,
        /** Closes each connection as it comes. */
        IS_DOWN
    }

    /**
     * @param sender as the envelope says, where reports go
     * @param recipient as the envelope says
     */
    public record Taken(String sender, String recipient, MimeMessage message) {

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
    private final Map<String, Mood> moods = new ConcurrentHashMap<>();
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger mostOpen = new AtomicInteger();
    private volatile Mood mood = Mood.TAKES;
    private volatile Consumer<Taken> onMail = _ -> {};

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

    /** For mails to one address alone. */
    public void mood(String recipient, Mood next) {
        moods.put(recipient, next);
    }

    /** What is said when a mail to that address comes, whatever the mood. */
    public void answer(String recipient, String answer) {
        answers.put(recipient, answer);
    }

    /** What happens between a mail's coming and the answer to it. */
    public void onMail(Consumer<Taken> listener) {
        onMail = listener;
    }

    /** How many connections there ever were. */
    public int connections() {
        return connections.get();
    }

    /** How many connections there were at a time. */
    public int mostConnectionsAtOnce() {
        return mostOpen.get();
    }

    public int openConnections() {
        return open.get();
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
        mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
        connections.incrementAndGet();
        try (client) {
            client.setTcpNoDelay(true);
            if (mood != Mood.IS_DOWN) {
                talk(client, new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1)));
            }
        } catch (IOException e) {
            // The client is gone.
        } finally {
            open.decrementAndGet();
        }
    }

    private void talk(Socket client, BufferedReader in) throws IOException {
        say(client, "220 test");
        String sender = "";
        String recipient = "";
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String command = line.toUpperCase(Locale.ROOT);
            if (command.startsWith("MAIL FROM:")) {
                sender = address(line);
                say(client, "250 ok");
            } else if (command.startsWith("RCPT TO:")) {
                recipient = address(line);
                say(client, answers.getOrDefault(recipient, answer(mood(recipient))));
            } else if (command.equals("DATA")) {
                if (!goesOn(client, in, sender, recipient)) {
                    return;
                }
            } else if (command.equals("QUIT")) {
                say(client, "221 bye");
                return;
            } else {
                say(client, "250 ok");
            }
        }
    }

    private boolean goesOn(Socket client, BufferedReader in, String sender, String recipient) throws IOException {
        Mood mood = mood(recipient);
        if (mood == Mood.CUTS) {
            return false;
        }
        say(client, "354 go on");
        Taken mail = new Taken(sender, recipient, message(in));
        taken.add(mail);
        onMail.accept(mail);
        if (mood == Mood.DAWDLES) {
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
        if (mood == Mood.STALLS) {
            in.readLine();
        }
        if (mood == Mood.DROPS || mood == Mood.STALLS) {
            return false;
        }
        say(client, "250 taken");
        return mood != Mood.PARTS;
    }

    private Mood mood(String recipient) {
        return moods.getOrDefault(recipient, mood);
    }

    private static String answer(Mood mood) {
        return switch (mood) {
            case REJECTS -> "550 no such user";
            case DEFERS -> "451 later";
            default -> "250 ok";
        };
    }

    private static String address(String line) {
        return line.substring(line.indexOf('<') + 1, line.indexOf('>'));
    }

    private static MimeMessage message(BufferedReader in) throws IOException {
        StringBuilder data = new StringBuilder();
        for (String line = in.readLine(); !".".equals(line); line = in.readLine()) {
            if (line == null) {
                throw new EOFException("a mail without its end is none");
            }
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
