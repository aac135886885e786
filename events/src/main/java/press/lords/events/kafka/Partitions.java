package press.lords.events.kafka;

import org.apache.kafka.common.utils.Utils;
import press.lords.events.Topic;

/** Which partition a thing's revisions go to: chosen by its id alone, since the record's key also carries the number. */
public final class Partitions {

    private Partitions() {}

    public static int of(Topic topic, String id) {
        return Utils.toPositive(Utils.murmur2(RevisionRecord.bytes(id))) % topic.partitions();
    }
}
