package press.lords.platform;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import static org.awaitility.Awaitility.await;

/**
 * How fast a newsletter goes out, beside a client of the same library that only composes and sends, and beside bare bytes: all to the same mail server,
 * over as many connections.
 */
record NewsletterBenchmark(RunningPress press, PostOffice office, CountingClerk clerk) {

    private static final int READERS = Integer.getInteger("press.benchmark.readers", 5_000);
    /** As the service's own default. */
    private static final int CONNECTIONS = 4;

    /** All three sides are warm by then. */
    private static final int WARM_UPS = 3;

    private static final int ROUNDS = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** @param database that is measured */
    void run(String database) throws Exception {
        System.out.printf("newsletter to %,d readers, on %s:%n", READERS, database);
        Readership.in(press, "measured-" + UUID.randomUUID() + "-", READERS, List.of("special-reports"));
        try (var desk = new Desk(press)) {
            var ofClient = new ArrayList<Double>();
            var ofBytes = new ArrayList<Double>();
            for (int round = 1; round <= WARM_UPS + ROUNDS; round++) {
                var sent = sent(desk);
                var mail = clerk.last();
                var client = bare(new ComposingMailer(office.port(), mail));
                var bytes = bare(new RepeatingMailer(office.port(), mail));
                System.out.printf(
                        "  %s %,.0f mails/s (from the publication %,.0f), bare client %,.0f, bare bytes %,.0f%n",
                        round <= WARM_UPS ? "warming up:" : "then:      ",
                        sent.perSecond(),
                        sent.fromPublication(),
                        client,
                        bytes);
                if (round > WARM_UPS) {
                    ofClient.add(sent.perSecond() / client);
                    ofBytes.add(sent.perSecond() / bytes);
                }
            }
            System.out.printf(
                    "  ratio, the middle one: %.3f of a bare client of the same library (goal: at least 0.15), %.3f of bare bytes%n",
                    middle(ofClient), middle(ofBytes));
        }
    }

    private static double middle(List<Double> ratios) {
        return ratios.stream().sorted().toList().get(ratios.size() / 2);
    }

    /** @param perSecond from the first mail to the last */
    private record Rates(double perSecond, double fromPublication) {}

    private Rates sent(Desk desk) throws Exception {
        var before = clerk.mails();
        var published = System.nanoTime();
        var id = desk.publishSpecialReport("measured-" + UUID.randomUUID());
        awaitMails(before + 1);
        var first = System.nanoTime();
        awaitMails(before + READERS);
        var last = System.nanoTime();
        new Issues(press).awaitFinished("special-reports/" + id);
        return new Rates(READERS * 1e9 / (last - first), READERS * 1e9 / (last - published));
    }

    private static double bare(BareMailer mailer) throws Exception {
        var from = System.nanoTime();
        mailer.send(READERS, CONNECTIONS);
        return READERS * 1e9 / (System.nanoTime() - from);
    }

    private void awaitMails(int count) {
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> clerk.mails() >= count);
    }
}
