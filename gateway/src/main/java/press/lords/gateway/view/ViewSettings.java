package press.lords.gateway.view;

import java.nio.file.Path;
import java.time.Duration;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The view's settings.
 *
 * @param dir a directory of this instance alone
 * @param writeBuffer memory for documents on their way to the disk
 * @param cache memory for the articles read last
 * @param commitInterval how much reading a crash may cost
 * @param liveFor how long the view counts as live after it was last found complete
 * @param patience how long a start waits for a broker when there is a view to serve
 * @param rebuildPatience how long a rebuilt view waits for what the log lacks and the view before it had
 * @param maxWaiters requests that may wait for a publication at once
 */
@Validated
@ConfigurationProperties("press.view")
record ViewSettings(
        @NotNull Path dir,
        @NotNull DataSize writeBuffer,
        @NotNull DataSize cache,
        @NotNull Duration commitInterval,
        @NotNull Duration liveFor,
        @NotNull Duration patience,
        @NotNull Duration rebuildPatience,
        @Min(1) @Max(1_000_000) int maxWaiters) {

    double writeBufferMegabytes() {
        return writeBuffer.toBytes() / (1024.0 * 1024.0);
    }
}
