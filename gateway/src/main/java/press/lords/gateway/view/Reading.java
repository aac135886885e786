package press.lords.gateway.view;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import press.lords.events.Revision;
import press.lords.events.kafka.EventCodec;
import press.lords.events.kafka.UnreadableRecord;

/** What a record of the log says. Found out without the view, so on any thread. */
sealed interface Reading {

    /** A revision to apply, in outline: the record's bytes are what is kept. */
    record Says(Revision<?> revision) implements Reading {}

    /** A tombstone: it follows a redaction, which has removed the revision here already. */
    record Nothing() implements Reading {}

    /** Passed over and noted. */
    record Rejected(String reason) implements Reading {}

    static Reading of(ConsumerRecord<byte[], byte[]> message, EventCodec codec) {
        if (message.key() != null && message.value() == null) {
            return new Nothing();
        }
        try {
            Revision<?> revision = codec.outline(message);
            return Admission.objection(revision).<Reading>map(Rejected::new).orElseGet(() -> new Says(revision));
        } catch (UnreadableRecord e) {
            return new Rejected(String.valueOf(e.getMessage()));
        }
    }
}
