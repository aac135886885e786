package press.lords.platform;

import java.util.Random;

/**
 * How much the fault journeys do: a short form in every build, the full one by {@code -Pstorm}. The seed is printed; {@code -Dpress.storm.seed}
 * takes one.
 */
record Storm(int kills, int stalls, int poison, int good, Random random) {

    static Storm ofThisBuild() {
        var full = "full".equals(System.getProperty("press.storm"));
        var given = System.getProperty("press.storm.seed", "");
        var seed = given.isEmpty() ? System.nanoTime() : Long.parseLong(given);
        System.out.printf("storm: %s form, -Dpress.storm.seed=%d%n", full ? "full" : "short", seed);
        return full ? new Storm(30, 50, 1_000, 10_000, new Random(seed)) : new Storm(5, 5, 200, 200, new Random(seed));
    }
}
