package press.lords.subscription.signup;

import java.time.Duration;
import java.util.Optional;

import org.springframework.stereotype.Component;
import press.lords.subscription.delivery.Worker;

/** Decides requests one after the other. Any number of instances do so. */
@Component
class RequestWorker extends Worker {

    private final Requests requests;
    private final DecideRequest decideRequest;

    RequestWorker(Requests requests, DecideRequest decideRequest) {
        super(Duration.ofSeconds(1));
        this.requests = requests;
        this.decideRequest = decideRequest;
    }

    @Override
    protected void work() {
        Optional<Requests.Request> next = requests.next();
        while (next.isPresent() && !isStopping()) {
            decideRequest.decide(next.get());
            requests.done(next.get());
            next = requests.next();
        }
    }
}
