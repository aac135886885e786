package press.lords.article;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Import;
import press.lords.events.kafka.JournalConfiguration;
import press.lords.events.shutdown.Drain;

/** Starts the newsroom's service. */
@SpringBootApplication
@Import({JournalConfiguration.class, Drain.class})
public class ArticleApplication {

    public static void main(String[] args) {
        SpringApplication.run(ArticleApplication.class, args);
    }
}
