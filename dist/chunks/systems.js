// src/flox/systems.ts
const systems = [
	"x86_64-linux",
	"aarch64-linux",
	"x86_64-darwin",
	"aarch64-darwin"
];
const runnerLabels = {
	"x86_64-linux": "ubuntu-24.04",
	"aarch64-linux": "ubuntu-24.04-arm",
	"x86_64-darwin": "macos-15-intel",
	"aarch64-darwin": "macos-15"
};
function matrix(wanted, labels) {
	return [...new Set(wanted)].map((system) => ({
		system,
		runner: labels.get(system) ?? runnerLabels[system]
	}));
}

export { systems as n, matrix as t };