package press.lords.subscription.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.URLName;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import press.lords.subscription.TestMailServer;
import press.lords.subscription.TestMailServer.Mood;
import press.lords.subscription.delivery.Attempt.NotNow;
import press.lords.subscription.delivery.Attempt.Rejected;
import press.lords.subscription.delivery.Attempt.Taken;
import press.lords.subscription.delivery.Attempt.Unclear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class MailConnectionsIT {

    private static final String TO = "reader@example.org";
    private static final Duration SPARE = Duration.ofSeconds(1);

    private final TestMailServer mails = new TestMailServer();
    private final JavaMailSenderImpl server = server();
    private final MailConnections connections = new MailConnections(server, 3, 10, SPARE);

    private JavaMailSenderImpl server() {
        Properties properties = new Properties();
        properties.put("mail.smtp.timeout", "1000");
        properties.put("mail.smtp.quitwait", "false");
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(mails.port());
        sender.setJavaMailProperties(properties);
        properties.put("mail.smtp.socketFactory", new PromptSockets());
        return sender;
    }

    @AfterEach
    void stop() {
        connections.close();
        mails.close();
    }

    @Test
    void areKeptForSoManyMails() {
        for (int n = 0; n < 25; n++) {
            assertThat(send()).isEqualTo(new Taken());
        }

        assertThat(mails.mails()).hasSize(25);
        assertThat(mails.connections()).isEqualTo(3);
    }

    @Test
    void areNeverMoreThanSoMany() throws Exception {
        mails.mood(Mood.DAWDLES);
        List<Future<Attempt>> attempts = new ArrayList<>();
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int n = 0; n < 9; n++) {
                attempts.add(senders.submit(() -> send()));
            }
        }

        for (Future<Attempt> attempt : attempts) {
            assertThat(attempt.get()).isEqualTo(new Taken());
        }
        assertThat(mails.mostConnectionsAtOnce()).isEqualTo(3);
    }

    @Test
    void areOpenedAnewWhenTheServerPartedMeanwhile() {
        mails.mood(Mood.PARTS);
        assertThat(send()).isEqualTo(new Taken());

        assertThat(send()).isEqualTo(new Taken());

        assertThat(mails.mails()).hasSize(2);
        assertThat(mails.connections()).isEqualTo(2);
    }

    @Test
    void goOnAfterARefusal() {
        mails.mood("nobody@example.org", Mood.REJECTS);
        mails.answer("later@example.org", "451 4.7.1 greylisted");

        assertThat(send("nobody@example.org")).isEqualTo(new Rejected("550", false));
        assertThat(send("later@example.org")).isEqualTo(new NotNow("451 4.7.1", false));
        assertThat(send()).isEqualTo(new Taken());
        assertThat(mails.connections()).isEqualTo(1);
    }

    @Test
    void knowWhetherAMailMayHaveGoneOut() {
        mails.mood("cut@example.org", Mood.CUTS);
        mails.mood("dropped@example.org", Mood.DROPS);
        mails.mood("stalled@example.org", Mood.STALLS);

        assertThat(send("cut@example.org")).isInstanceOf(NotNow.class);
        assertThat(send("dropped@example.org")).isInstanceOf(Unclear.class);
        assertThat(send("stalled@example.org")).isInstanceOf(Unclear.class);
        assertThat(mails.mailsTo("dropped@example.org")).hasSize(1);
    }

    @Test
    void waitLongerForTheAnswerToAMailsEndThanForOthers() {
        mails.onMail(_ -> LockSupport.parkNanos(Duration.ofMillis(1_500).toNanos()));

        assertThat(send()).isEqualTo(new Taken());
    }

    @Test
    void tellNoMailsEndWhoseAnswerMightComeAfterTheLease() {
        // Once over a new connection and once over a kept one.
        assertThat(connections.send(message(TO), inSeconds(2))).isInstanceOf(NotNow.class);
        assertThat(mails.mails()).isEmpty();
        assertThat(send()).isEqualTo(new Taken());
        assertThat(connections.send(message("late@example.org"), inSeconds(2))).isInstanceOf(NotNow.class);

        assertThat(mails.mails()).hasSize(1);
        assertThat(mails.connections()).isEqualTo(2);
        assertThat(connections.send(message(TO), inSeconds(6))).isEqualTo(new Taken());
    }

    @Test
    void tellNoMailsEndWhoseAnswerMightComeWhenAnotherOnesClockSaysThatTheLeaseIsOver() {
        assertThat(connections.send(message(TO), inSeconds(3) + SPARE.toNanos() / 2))
                .isInstanceOf(NotNow.class);

        assertThat(mails.mails()).isEmpty();
    }

    @Test
    void endWhatIsUnderWayAndBeginNothingOnceTheyAreCut() throws Exception {
        mails.mood(Mood.STALLS);
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Attempt> underWay = senders.submit(() -> send());
            await().until(() -> !mails.mails().isEmpty());

            connections.cut();

            assertThat(underWay.get(2, TimeUnit.SECONDS)).isInstanceOf(Unclear.class);
        }
        assertThat(send()).isInstanceOf(NotNow.class);
        assertThat(mails.connections()).isEqualTo(1);
    }

    @Test
    void areNotKeptWhenTheyAreDeadWhateverTheServerSaidLast() throws MessagingException {
        mails.mood("nobody@example.org", Mood.REJECTS);
        MailConnection connection = new MailConnection(
                server.getSession(), new URLName("smtp", "127.0.0.1", mails.port(), null, null, null));
        connection.connect("127.0.0.1", mails.port(), null, null);
        assertThat(connection.handOver(message("nobody@example.org"), inSeconds(60)))
                .isInstanceOf(Rejected.class);
        assertThat(connection.isBroken()).isFalse();
        connection.part();

        assertThat(connection.handOver(message(TO), inSeconds(60))).isInstanceOf(NotNow.class);

        assertThat(connection.isBroken()).isTrue();
    }

    @Test
    void tellThatNothingWentOutWhileTheServerIsDown() {
        mails.mood(Mood.IS_DOWN);
        assertThat(send()).isInstanceOf(NotNow.class);
        mails.close();
        assertThat(send()).isInstanceOf(NotNow.class);
    }

    @Test
    void areClosedWithTheService() {
        send();
        assertThat(mails.connections()).isEqualTo(1);

        connections.close();

        await().until(() -> mails.openConnections() == 0);
    }

    private Attempt send() {
        return send(TO);
    }

    private Attempt send(String to) {
        return connections.send(message(to), inSeconds(60));
    }

    private static long inSeconds(int seconds) {
        return System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    }

    private MimeMessage message(String to) {
        try {
            MimeMessage message = new MimeMessage(server.getSession());
            message.setFrom(new InternetAddress("letters@example.org"));
            message.setRecipient(RecipientType.TO, new InternetAddress(to));
            message.setSubject("News");
            message.setText("words");
            message.saveChanges();
            return message;
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }
}
