package press.lords.subscription.signup;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import press.lords.subscription.RunningService;
import press.lords.subscription.vault.ReaderKeys;

/** Readers with accounts, made without their mails being sent. */
public final class ManyReaders {

    private ManyReaders() {}

    /** @param address of {@code <n>-…} */
    public record Made(String id, String address, String mailbox) {}

    public static List<Made> in(RunningService service, int count, String suffix, List<String> newsletters) {
        Subscribers subscribers = service.context().getBean(Subscribers.class);
        List<Made> made = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            String id = Secrets.id();
            EmailAddress address = EmailAddress.parse(n + "-" + suffix).orElseThrow();
            service.context().getBean(ReaderKeys.class).make(id);
            subscribers.add(id, address);
            subscribers.change(
                    id, found -> found.confirmed(Clock.systemUTC().instant()).reading(newsletters));
            made.add(new Made(id, address.text(), subscribers.mailbox(address)));
        }
        return made;
    }
}
