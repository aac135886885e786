package press.lords.events.kafka;

import java.util.List;

import com.mongodb.ConnectionString;
import com.mongodb.MongoException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/** A service that finds no database at its start says so in one line instead of a stack trace. */
final class DatabaseAwayAnalyzer extends AbstractFailureAnalyzer<MongoException> {

    private final Environment environment;

    DatabaseAwayAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, MongoException cause) {
        if (!DatabaseAway.isSilent(cause)) {
            return null;
        }
        return new FailureAnalysis(
                "MongoDB doesn't answer at " + String.join(", ", hosts()) + ".",
                "Start it there, or say in MONGO_URI where it is.",
                cause);
    }

    /** The address may hold a password; the hosts in it don't. */
    private List<String> hosts() {
        String uri = environment.getProperty("spring.mongodb.uri");
        return uri == null ? List.of("its address") : new ConnectionString(uri).getHosts();
    }
}
