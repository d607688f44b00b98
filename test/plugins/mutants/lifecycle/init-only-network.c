/* SPDX-License-Identifier: Apache-2.0 */
/* Connects to the network as soon as it is loaded. */
#include "../../good/good.c"
#include <sys/socket.h>

__attribute__((constructor)) static void connect_early(void) {
	struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(9), .sin_addr = {htonl(INADDR_LOOPBACK)}};
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (fd >= 0 && connect(fd, (struct sockaddr *)&address, sizeof address) != 0) return;
}
