package press.lords.gateway;

import press.lords.events.architecture.ArchitectureContractTests;

class ArchitectureTests extends ArchitectureContractTests {}
