#pragma once

#include <atomic>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

// A mail server on this machine, which fails as it is told.
class SmtpServer {
public:
    enum class Mood { takes, refuses_recipient, is_busy, refuses_text, says_nothing, hangs_up_after_text, hangs_up_at_once };

    struct Received {
        std::vector<std::string> recipients;
        std::string text;
    };

    SmtpServer() : listening_{socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)} {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        bind(listening_, reinterpret_cast<sockaddr*>(&address), sizeof address);
        listen(listening_, 8);
        socklen_t size = sizeof address;
        getsockname(listening_, reinterpret_cast<sockaddr*>(&address), &size);
        port_ = ntohs(address.sin_port);
        thread_ = std::jthread{[this] { serve(); }};
    }
    SmtpServer(SmtpServer const&) = delete;
    ~SmtpServer() {
        shutdown(listening_, SHUT_RDWR);
        thread_.join();
        close(listening_);
    }

    std::string address() const { return "smtp://127.0.0.1:" + std::to_string(port_); }
    void set(Mood mood) { mood_ = mood; }

    std::vector<Received> received() const {
        std::lock_guard const lock{mutex_};
        return received_;
    }

private:
    void serve() {
        for (;;) {
            auto const visitor = accept(listening_, nullptr, nullptr);
            if (visitor < 0) return;
            talk(visitor);
            close(visitor);
        }
    }

    void talk(int visitor) {
        if (mood_ == Mood::hangs_up_at_once) return;
        Received mail;
        std::string unread;
        say(visitor, "220 bonjour");
        for (auto line = read_line(visitor, unread); !line.empty(); line = read_line(visitor, unread)) {
            if (line.starts_with("EHLO")) say(visitor, "250 bonjour");
            else if (line.starts_with("MAIL")) say(visitor, "250 bien");
            else if (line.starts_with("RCPT")) take_recipient(visitor, mail, line);
            else if (line.starts_with("DATA")) {
                if (!take_text(visitor, mail, unread)) return;
            } else if (line.starts_with("QUIT")) return say(visitor, "221 au revoir");
        }
    }

    void take_recipient(int visitor, Received& mail, std::string const& line) {
        mail.recipients.push_back(line);
        if (mood_ == Mood::refuses_recipient) say(visitor, "550 5.1.1 inconnu ici");
        else if (mood_ == Mood::is_busy) say(visitor, "451 4.3.0 plus tard");
        else say(visitor, "250 bien");
    }

    // False where it hangs up without an answer.
    bool take_text(int visitor, Received& mail, std::string& unread) {
        say(visitor, "354 je vous lis");
        for (auto line = read_line(visitor, unread); !line.empty() && line != ".\r\n"; line = read_line(visitor, unread))
            mail.text += line;
        if (mood_ == Mood::refuses_text) return say(visitor, "554 5.7.1 non"), true;
        {
            std::lock_guard const lock{mutex_};
            received_.push_back(mail);
        }
        if (mood_ == Mood::hangs_up_after_text) return false;
        if (mood_ == Mood::says_nothing) return read_line(visitor, unread), false; // until the other one hangs up
        return say(visitor, "250 2.0.0 pris"), true;
    }

    static void say(int visitor, std::string_view line) {
        auto const text = std::string{line} + "\r\n";
        (void)!send(visitor, text.data(), text.size(), MSG_NOSIGNAL);
    }

    static std::string read_line(int visitor, std::string& unread) {
        char bytes[4096];
        while (unread.find('\n') == unread.npos) {
            auto const count = recv(visitor, bytes, sizeof bytes, 0);
            if (count <= 0) return {};
            unread.append(bytes, static_cast<std::size_t>(count));
        }
        auto const line = unread.substr(0, unread.find('\n') + 1);
        unread.erase(0, line.size());
        return line;
    }

    int listening_;
    int port_ = 0;
    std::atomic<Mood> mood_ = Mood::takes;
    mutable std::mutex mutex_;
    std::vector<Received> received_;
    std::jthread thread_;
};
