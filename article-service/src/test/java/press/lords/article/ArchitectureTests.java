package press.lords.article;

import press.lords.events.architecture.ArchitectureContractTests;

class ArchitectureTests extends ArchitectureContractTests {}
