// Starts a program and writes what it took, since a shell's clock is too coarse, and what a process of Python's starts inherits its peak
// of memory: seconds, seconds of processor (user and system, children included), peak of resident memory in KiB, exit code.
//   measure RESULT PROGRAM [ARGUMENT…]
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

int main(int count, char **arguments)
{
    if (count < 3)
        return 64;
    struct timespec start, end;
    clock_gettime(CLOCK_MONOTONIC, &start);
    pid_t child = vfork();
    if (child == 0) {
        execvp(arguments[2], arguments + 2);
        _exit(127);
    }
    int status;
    struct rusage used;
    if (child < 0 || wait4(child, &status, 0, &used) < 0)
        return 1;
    clock_gettime(CLOCK_MONOTONIC, &end);
    FILE *result = fopen(arguments[1], "w");
    if (!result)
        return 1;
    fprintf(result, "%.6f %ld.%06ld %ld.%06ld %ld %d\n", (end.tv_sec - start.tv_sec) + (end.tv_nsec - start.tv_nsec) / 1e9,
        used.ru_utime.tv_sec, used.ru_utime.tv_usec, used.ru_stime.tv_sec, used.ru_stime.tv_usec, used.ru_maxrss,
        WIFEXITED(status) ? WEXITSTATUS(status) : 128);
    return fclose(result);
}
