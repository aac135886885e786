package press.lords.platform;

import java.util.Random;

/**
 * How much the fault journeys do: a short form in every build, the full one by {@code -Pstorm}. The seed is printed; {@code -Dpress.storm.seed}
 * takes one.
 *
 * @param redemptions of one link
 * @param readers of one newsletter
 * @param senderKills while it is sent
 */
record Storm(
        int kills, int stalls, int poison, int good, int redemptions, int readers, int senderKills, Random random) {

    /** The tag of journeys that need more than a build can wait for; the short form leaves them out. */
    static final String FULL_FORM = "storm";

    static boolean isFull() {
        return "full".equals(System.getProperty("press.storm"));
    }

    static Storm ofThisBuild() {
        var full = isFull();
        var given = System.getProperty("press.storm.seed", "");
        var seed = given.isEmpty() ? System.nanoTime() : Long.parseLong(given);
        System.out.printf(
                "storm: %s, -Dpress.storm.seed=%d%n",
                full ? "full form" : "short form, without the journeys that only -Pstorm runs", seed);
        var random = new Random(seed);
        return full
                ? new Storm(30, 50, 1_000, 10_000, 10_000, 5_000, 10, random)
                : new Storm(5, 5, 200, 200, 500, 300, 2, random);
    }
}
