package press.lords.platform.broker;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One node's place among those of its cluster.
 *
 * @param number from 1
 * @param port of its broker
 * @param controllerPorts of all nodes, in the order of their numbers
 */
record Node(int number, int port, List<Integer> controllerPorts) {

    /** Kafka's own measure: with a third copy one may be lost while the other two go on. */
    private static final int COPIES = 3;

    /** The broker's port and the controller's; or the broker's, all controllers' and the node's number. */
    static Node at(List<Integer> place) {
        return place.size() == 2
                ? new Node(1, place.getFirst(), place.subList(1, 2))
                : new Node(place.getLast(), place.getFirst(), place.subList(1, place.size() - 1));
    }

    int controllerPort() {
        return controllerPorts.get(number - 1);
    }

    String voters() {
        return IntStream.rangeClosed(1, controllerPorts.size())
                .mapToObj(node -> node + "@127.0.0.1:" + controllerPorts.get(node - 1))
                .collect(Collectors.joining(","));
    }

    /** How many nodes keep what one is given. */
    int copies() {
        return Math.min(COPIES, controllerPorts.size());
    }
}
