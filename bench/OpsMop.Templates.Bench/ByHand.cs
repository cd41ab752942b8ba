using System.Globalization;
using System.Text;
using System.Text.Json;

namespace OpsMop.Templates.Bench;

/// <summary>What one would write without templates.</summary>
internal static class ByHand
{
    private const string Settings = """
            proxy_http_version 1.1;
            proxy_connect_timeout 5s;
            proxy_send_timeout 60s;
            proxy_buffering on;
            proxy_buffers 16 16k;
            proxy_buffer_size 16k;
            proxy_busy_buffers_size 32k;
            proxy_temp_path /var/cache/nginx/proxy;
            client_body_timeout 30s;
            client_header_timeout 30s;
            client_body_buffer_size 128k;
            large_client_header_buffers 4 16k;
            keepalive_timeout 65s;
            keepalive_requests 1000;
            reset_timedout_connection on;
            server_tokens off;
            server_names_hash_bucket_size 128;
            open_file_cache max=10000 inactive=30s;
            open_file_cache_valid 60s;
            open_file_cache_min_uses 2;
            ssl_session_cache shared:SSL:10m;
            ssl_prefer_server_ciphers off;

        """;

    public static (Func<string> Nginx, Func<string> Small) Load(JsonElement values)
    {
        (Nginx nginx, Small small) = Values.Of(values);
        return (() => Render(nginx), () => Render(small));
    }

    private static string Render(Nginx nginx)
    {
        var text = new StringBuilder(64 * 1024);
        IFormatProvider culture = CultureInfo.InvariantCulture;
        text.Append("user ").Append(nginx.User).Append(";\nworker_processes ").Append(culture, $"{nginx.Workers}")
            .Append(";\npid /run/nginx.pid;\n\nevents {\n    worker_connections ").Append(culture, $"{nginx.Connections}")
            .Append(";\n}\n\nhttp {\n    sendfile on;\n    tcp_nopush on;\n    types_hash_max_size 2048;\n    include /etc/nginx/mime.types;\n")
            .Append("    default_type application/octet-stream;\n    access_log ").Append(nginx.LogDir).Append("/access.log;\n    error_log ").Append(nginx.LogDir)
            .Append("/error.log;\n").Append(Settings);
        if (nginx.Gzip)
        {
            text.Append("    gzip on;\n    gzip_types ").AppendJoin(' ', nginx.GzipTypes).Append(";\n");
        }
        else
        {
            text.Append("    gzip off;\n");
        }

        foreach (Upstream upstream in nginx.Upstreams)
        {
            text.Append("    upstream ").Append(upstream.Name).Append(" {\n");
            if (upstream.Balance != "round_robin")
            {
                text.Append("        ").Append(upstream.Balance).Append(";\n");
            }

            foreach (Server server in upstream.Servers)
            {
                text.Append("        server ").Append(server.Host).Append(':').Append(server.Port);
                if (server.Weight != 1)
                {
                    text.Append(" weight=").Append(server.Weight);
                }

                text.Append(server.Backup ? " backup" : "").Append(";\n");
            }

            text.Append("        keepalive ").Append(upstream.Keepalive ?? 16).Append(";\n    }\n");
        }

        foreach (string kind in new[] { "web", "api", "static", "admin" })
        {
            int count = nginx.Upstreams.Count(upstream => upstream.Kind == kind);
            int index = 0;
            foreach (Upstream upstream in nginx.Upstreams)
            {
                if (upstream.Kind == kind)
                {
                    AppendServer(text, kind, ++index, count, upstream);
                }
            }
        }

        return text.Append("}\n").ToString();
    }

    private static void AppendServer(StringBuilder text, string kind, int index, int count, Upstream upstream)
    {
        text.Append("    # ").Append(kind).Append(' ').Append(index).Append(" of ").Append(count).Append("\n    server {\n        listen 443 ssl http2;\n        server_name ")
            .AppendJoin(' ', upstream.Domains).Append(";\n        ssl_certificate /etc/ssl/").Append(upstream.Domains[0])
            .Append(".crt;\n        ssl_certificate_key /etc/ssl/").Append(upstream.Domains[0])
            .Append(".key;\n        ssl_protocols TLSv1.2 TLSv1.3;\n        ssl_session_timeout 1d;\n        client_max_body_size ").Append(upstream.BodySize).Append("m;\n");
        if (upstream.Auth)
        {
            text.Append("        auth_basic \"").Append(upstream.Name.ToUpperInvariant()).Append("\";\n        auth_basic_user_file /etc/nginx/").Append(upstream.Name)
                .Append(".htpasswd;\n");
        }

        foreach ((string header, string value) in upstream.Headers)
        {
            text.Append("        add_header ").Append(header).Append(" \"").Append(value).Append("\" always;\n");
        }

        text.Append("\n        location / {\n            proxy_pass http://").Append(upstream.Name)
            .Append(";\n            proxy_set_header Host $host;\n            proxy_set_header X-Real-IP $remote_addr;\n            proxy_read_timeout ").Append(upstream.Timeout)
            .Append("s;\n        }\n");
        for (int i = 0; i < upstream.Paths.Count; i++)
        {
            text.Append("\n        location ").Append(upstream.Paths[i]).Append(" {\n            alias /srv/").Append(upstream.Name).Append(upstream.Paths[i])
                .Append(";\n            expires ").Append((i + 1) * 10).Append("d;\n");
            if (i < upstream.Paths.Count - 1)
            {
                text.Append("            autoindex off;\n");
            }

            text.Append("        }\n");
        }

        text.Append("    }\n");
    }

    private static string Render(Small small)
    {
        var text = new StringBuilder();
        text.Append("[Unit]\nDescription=").Append(small.Name).Append('\n');
        if (small.After.Count > 0)
        {
            text.Append("After=").AppendJoin(' ', small.After).Append('\n');
        }

        text.Append("[Service]\nUser=").Append(small.User ?? "root").Append("\nExecStart=/usr/bin/").Append(small.Name).Append(" --port ").Append(small.Port).Append('\n');
        foreach ((string key, string value) in small.Environment)
        {
            text.Append("Environment=").Append(key).Append('=').Append(value).Append('\n');
        }

        return text.ToString();
    }
}
