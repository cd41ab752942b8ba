// The floor: what the kernel alone takes for the files of OpsMop.Bench.Files. The same questions, the same way of writing
// (temporary file, owner, mode, rename) and the same durability as docs/durability.md promises: a new file at the flush that
// ends the run, a file that replaces another before it takes its place.
//   floor FOLDER COUNT
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SIZE 100

static void check(int result, const char *what, const char *path)
{
    if (result < 0) {
        fprintf(stderr, "cannot %s %s: %s\n", what, path, strerror(errno));
        exit(1);
    }
}

static int is_as_wanted(const char *path, const char *want)
{
    char have[SIZE + 1];
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    check(file, "read", path);
    ssize_t count = read(file, have, sizeof have);
    close(file);
    return count == SIZE && memcmp(have, want, SIZE) == 0;
}

static void replace(const char *path, const char *want, int exists)
{
    char temporary[4096 + 8];
    snprintf(temporary, sizeof temporary, "%s.floor", path);
    int file = open(temporary, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    check(file, "create", temporary);
    check(write(file, want, SIZE) == SIZE ? 0 : -1, "write", temporary);
    check(fchown(file, geteuid(), getegid()), "set the owner of", temporary);
    check(fchmod(file, 0644), "set the mode of", temporary);
    if (exists)
        check(fsync(file), "store", temporary);
    close(file);
    check(rename(temporary, path), "rename", temporary);
}

int main(int count, char **arguments)
{
    if (count != 3)
        return 64;
    const char *folder = arguments[1];
    int files = atoi(arguments[2]), changed = 0;
    for (int i = 0; i < files; i++) {
        char path[4096], want[SIZE + 8];
        struct stat status;
        snprintf(path, sizeof path, "%s/f%05d", folder, i);
        snprintf(want, sizeof want, "%05dline of a configuration file, as long as it takes to make one hundred bytes of it, and no more\n", i);
        int exists = lstat(path, &status) == 0;
        if (exists && is_as_wanted(path, want) && (status.st_mode & 07777) == 0644)
            continue;
        replace(path, want, exists);
        changed++;
    }
    if (changed > 0) {
        int opened = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        check(opened, "open", folder);
        check(syncfs(opened), "store", folder);
    }
    printf("%d changed\n", changed);
    return 0;
}
