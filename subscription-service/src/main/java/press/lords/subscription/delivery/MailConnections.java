package press.lords.subscription.delivery;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import jakarta.mail.MessagingException;
import jakarta.mail.URLName;
import jakarta.mail.internet.MimeMessage;

import org.jspecify.annotations.Nullable;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * Connections to the mail server that are kept from mail to mail: opening one takes longer than all that is said over it. There are never more
 * than so many, each carries a bounded number of mails, and one that the server closed meanwhile is noticed.
 */
final class MailConnections implements AutoCloseable {

    static final String PROTOCOL = "smtp";

    private static final Duration TRUSTED = Duration.ofSeconds(2);
    private static final Duration KEPT = Duration.ofSeconds(15);

    private final JavaMailSenderImpl server;
    private final int mailsEach;
    private final Duration spare;
    private final Semaphore places;
    private final ConcurrentLinkedDeque<MailConnection> idle = new ConcurrentLinkedDeque<>();
    private final Set<MailConnection> underWay = ConcurrentHashMap.newKeySet();
    private volatile boolean isCut;

    /** @param spare how long before its lease ends a mail must be done */
    MailConnections(JavaMailSenderImpl server, int atMost, int mailsEach, Duration spare) {
        this.server = server;
        this.mailsEach = mailsEach;
        this.spare = spare;
        this.places = new Semaphore(atMost);
    }

    /**
     * Waits while all connections are in use.
     *
     * @param leaseEnd by {@link System#nanoTime()}
     */
    Attempt send(MimeMessage message, long leaseEnd) {
        long doneBy = leaseEnd - spare.toNanos();
        places.acquireUninterruptibly();
        try {
            Optional<Attempt> attempt = kept().flatMap(connection -> overKept(connection, message, doneBy));
            return attempt.isPresent() ? attempt.get() : overNew(message, doneBy);
        } finally {
            places.release();
        }
    }

    /** Empty when the connection turns out to be stale: nothing has gone out then. */
    private Optional<Attempt> overKept(MailConnection connection, MimeMessage message, long doneBy) {
        Attempt attempt = over(connection, message, doneBy);
        return connection.wasCutShort() ? Optional.empty() : Optional.of(attempt);
    }

    private Attempt overNew(MimeMessage message, long doneBy) {
        if (isCut) {
            return new Attempt.NotNow("stopping", true);
        }
        try {
            return over(open(), message, doneBy);
        } catch (MessagingException e) {
            return new Attempt.NotNow(e.getClass().getSimpleName(), true);
        }
    }

    private Attempt over(MailConnection connection, MimeMessage message, long doneBy) {
        underWay.add(connection);
        Attempt attempt = handOver(connection, message, doneBy);
        if (connection.isBroken() || connection.handedOver() >= mailsEach) {
            connection.part();
        } else {
            idle.push(connection);
        }
        return attempt;
    }

    private Attempt handOver(MailConnection connection, MimeMessage message, long doneBy) {
        try {
            if (isCut) {
                connection.cut();
            }
            return connection.handOver(message, doneBy);
        } finally {
            underWay.remove(connection);
        }
    }

    /** For good: what has no answer by now is written down as it stands, and nothing is begun any more. */
    void cut() {
        isCut = true;
        underWay.forEach(MailConnection::cut);
    }

    private Optional<MailConnection> kept() {
        for (MailConnection next = idle.poll(); next != null; next = idle.poll()) {
            if (!next.isIdleFor(TRUSTED) || next.isConnected()) {
                return Optional.of(next);
            }
            next.part();
        }
        return Optional.empty();
    }

    private MailConnection open() throws MessagingException {
        String user = blankToNull(server.getUsername());
        String password = blankToNull(server.getPassword());
        URLName name = new URLName(PROTOCOL, server.getHost(), server.getPort(), null, user, password);
        MailConnection connection = new MailConnection(server.getSession(), name);
        connection.connect(server.getHost(), server.getPort(), user, password);
        return connection;
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /** Leaves the server alone when there is nothing to send for a while. */
    void closeIdle() {
        for (MailConnection connection : idle) {
            if (connection.isIdleFor(KEPT) && idle.remove(connection)) {
                connection.part();
            }
        }
    }

    @Override
    public void close() {
        for (MailConnection next = idle.poll(); next != null; next = idle.poll()) {
            next.part();
        }
    }
}
