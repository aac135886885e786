package press.lords.subscription;

import press.lords.events.architecture.ArchitectureContractTests;

class ArchitectureTests extends ArchitectureContractTests {}
