package press.lords.platform;

import java.util.List;
import java.util.stream.IntStream;

/**
 * One of the processes that run a service.
 *
 * @param number from 1 on
 */
record ServiceInstance(String service, int number) {

    /** In the order of their start. */
    static List<ServiceInstance> of(String service, int instances) {
        return IntStream.rangeClosed(1, instances)
                .mapToObj(number -> new ServiceInstance(service, number))
                .toList();
    }

    /** The first one is called as its service. */
    String name() {
        return suffixed(service);
    }

    /** What is this instance's alone, such as a folder. */
    String suffixed(String what) {
        return number == 1 ? what : what + "-" + number;
    }
}
