package press.lords.platform;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Whether an answer tells that an address is a reader's: by its bytes, or by the time that it takes. */
record ReadersBenchmark(RunningPress press) {

    private static final int READERS = 40;
    private static final int WARM_UP = 400;
    private static final int TIMES = 750;
    /** What is asked for is decided after the answer; most of that is over before the next one. */
    private static final int PAUSE_MILLIS = 40;

    private static final Set<String> OF_THE_MOMENT = Set.of("date");

    /** What came of calls with one kind of address. */
    private record Calls(boolean known, Set<String> answers, List<Long> nanos) {

        Calls(boolean known) {
            this(known, new HashSet<>(), new ArrayList<>());
        }

        Figures figures() {
            return new Figures(nanos.stream().sorted().toList());
        }
    }

    void run() throws Exception {
        var readers = new ArrayList<String>();
        for (int n = 0; n < READERS; n++) {
            readers.add(signUp());
        }
        System.out.printf("known and unknown addresses, %d calls of each, in random order:%n", TIMES);
        compare("/api/subscriptions", readers);
        compare("/api/sign-in-links", readers);
    }

    private String signUp() throws Exception {
        var address = address();
        var reader = Caller.of(press);
        try (var mails = new Mailbag(press, address)) {
            reader.post("/api/subscriptions", Map.of("email", address));
            var confirmed = reader.post(
                    "/api/subscriptions/confirmations", Map.of("token", Mailbag.token(mails.await(1), "/confirm/")));
            if (confirmed.statusCode() != 200) {
                throw new IllegalStateException(confirmed.body());
            }
        }
        return address;
    }

    private void compare(String path, List<String> readers) throws IOException, InterruptedException {
        var random = new Random();
        var caller = Caller.of(press);
        var known = new Calls(true);
        var unknown = new Calls(false);
        // All shuffled, not in pairs: what one call leaves to do is then as likely beside the one kind as beside the
        // other.
        var turns = new ArrayList<>(Collections.nCopies(TIMES, known));
        turns.addAll(Collections.nCopies(TIMES, unknown));
        Collections.shuffle(turns, random);
        turns.addAll(0, List.copyOf(turns.subList(0, WARM_UP)));
        for (int n = 0; n < turns.size(); n++) {
            var calls = turns.get(n);
            var address = calls.known() ? readers.get(random.nextInt(READERS)) : address();
            var from = System.nanoTime();
            var answer = caller.post(path, Map.of("email", address));
            if (n >= WARM_UP) {
                calls.nanos().add(System.nanoTime() - from);
                calls.answers().add(lasting(answer));
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        System.out.printf("POST %s%n", path);
        System.out.printf(
                "  answers: %s%n",
                known.answers().equals(unknown.answers())
                        ? "the same bytes"
                        : "NOT THE SAME: " + known.answers() + " and " + unknown.answers());
        print(known.figures(), unknown.figures());
    }

    private static void print(Figures known, Figures unknown) {
        var chance = known.chanceOfBeingSlower(unknown);
        var stray = known.strayOfThatChance(unknown);
        System.out.printf("  known:   p50 %.2f ms, p90 %.2f ms%n", known.millis(50), known.millis(90));
        System.out.printf("  unknown: p50 %.2f ms, p90 %.2f ms%n", unknown.millis(50), unknown.millis(90));
        System.out.printf(
                "  a known one is slower with a chance of %.3f (0.500 ± %.3f when nothing tells; this is %.1f times that)%n",
                chance, stray, Math.abs(chance - 0.5) / stray);
    }

    /** What an answer says, without its date; of a cookie's random value only that it has the form that all have. */
    private static String lasting(HttpResponse<String> answer) {
        var headers = new TreeMap<>(answer.headers().map());
        headers.keySet().removeIf(OF_THE_MOMENT::contains);
        var told = headers.toString().replaceAll("=[A-Za-z0-9_-]{22,}", "=…");
        return answer.statusCode() + " " + told + " " + answer.body();
    }

    /** All of one length. */
    private static String address() {
        return "reader-" + UUID.randomUUID() + "@example.org";
    }
}
