package press.lords.events.kafka;

/** A record that no retry can make readable. Its message quotes nothing of the record. */
public final class UnreadableRecord extends Exception {
    UnreadableRecord(String reason) {
        super(reason);
    }
}
