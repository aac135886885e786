package press.lords.gateway.page;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import press.lords.gateway.html.Stylesheet;
import press.lords.gateway.html.Templates;
import press.lords.gateway.view.Preview;
import press.lords.gateway.view.View;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

@Configuration(proxyBeanMethods = false)
class PageConfiguration {

    @Bean
    Templates templates(PaperSettings paper) {
        return new Templates(paper.zone(), "article", "list", "problem");
    }

    @Bean
    Stylesheet stylesheet() {
        return new Stylesheet();
    }

    @Bean
    Pages pages(View view, Frames frames, PaperSettings paper, PageForms forms, PageSettings settings) {
        return new Pages(
                view, frames, paper, forms, Preview::html, settings.cacheSize().toBytes());
    }

    @Bean(destroyMethod = "dispose")
    Scheduler pageBuilders(PageSettings settings) {
        return threads(settings.builders(), settings.maxWaiting(), "page-builder");
    }

    @Bean(destroyMethod = "dispose")
    Scheduler pageSearchers(PageSettings settings) {
        return threads(settings.searchers(), settings.maxWaitingSearches(), "page-searcher");
    }

    private static Scheduler threads(int number, int maxWaiting, String name) {
        int waitingForEach = Math.max(1, maxWaiting / number);
        return Schedulers.newBoundedElastic(number, waitingForEach, name, 60, true);
    }
}
