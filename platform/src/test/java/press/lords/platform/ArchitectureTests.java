package press.lords.platform;

import press.lords.events.architecture.ArchitectureContractTests;

class ArchitectureTests extends ArchitectureContractTests {}
