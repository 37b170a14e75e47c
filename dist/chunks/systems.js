// src/flox/systems.ts
/** The four systems that Flox builds on. */
const systems = [
	"x86_64-linux",
	"aarch64-linux",
	"x86_64-darwin",
	"aarch64-darwin"
];
/** GitHub's hosted runners, by the system that they are. */
const runnerLabels = {
	"x86_64-linux": "ubuntu-24.04",
	"aarch64-linux": "ubuntu-24.04-arm",
	"x86_64-darwin": "macos-15-intel",
	"aarch64-darwin": "macos-15"
};
/** The build matrix: each system once, with the label of the machine that builds it. */
function matrix(wanted, labels) {
	return [...new Set(wanted)].map((system) => ({
		system,
		runner: labels.get(system) ?? runnerLabels[system]
	}));
}

export { systems as n, matrix as t };