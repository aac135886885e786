package press.lords.platform;

import java.util.Random;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class FiguresTests {

    @Test
    void tellsHowLikelyOneKindIsSlower() {
        assertThat(Figures.of(new long[] {1, 2, 3}).chanceOfBeingSlower(Figures.of(new long[] {4, 5})))
                .isZero();
        assertThat(Figures.of(new long[] {4, 5}).chanceOfBeingSlower(Figures.of(new long[] {1, 2, 3})))
                .isEqualTo(1);
        assertThat(Figures.of(new long[] {1, 3}).chanceOfBeingSlower(Figures.of(new long[] {1, 2, 3, 4})))
                .isEqualTo(3.0 / 8);
    }

    @Test
    void staysByAHalfWhereNothingTellsThemApart() {
        var random = new Random(7);
        var one = Figures.of(draw(random, 3_000));
        var other = Figures.of(draw(random, 3_000));
        var stray = one.strayOfThatChance(other);

        assertThat(stray).isEqualTo(0.0075, within(0.0001));
        assertThat(one.chanceOfBeingSlower(other)).isEqualTo(0.5, within(3 * stray));
    }

    private static long[] draw(Random random, int times) {
        return LongStream.generate(() -> random.nextLong(1_000_000))
                .limit(times)
                .toArray();
    }
}
