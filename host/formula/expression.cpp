#include "host/formula/expression.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <set>
#include <utility>

#include "host/formula/formula_error.hpp"

namespace nameplate {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

struct Token {
  enum class Kind { number, name, symbol, end };
  Kind kind = Kind::end;
  std::string_view text;
  double number = 0;
  std::size_t at = 0;
};

/// Cuts the text into numbers, names and symbols.
class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  Token next() {
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
    if (at_ == text_.size()) return {Token::Kind::end, {}, 0, at_};
    char const c = text_[at_];
    if (is_digit(c) || c == '.') return number();
    if (is_letter(c)) return name();
    return symbol();
  }

 private:
  Token take(Token::Kind kind, std::size_t length) {
    Token const token{kind, text_.substr(at_, length), 0, at_};
    at_ += length;
    return token;
  }

  Token number() {
    double value = 0;
    char const* const first = text_.data() + at_;
    auto const [end, error] = std::from_chars(first, text_.data() + text_.size(), value);
    auto const length = static_cast<std::size_t>(end - first);
    if (error != std::errc{})
      throw FormulaError("this is no number that can be held", at_,
                         std::max<std::size_t>(1, length));
    Token token = take(Token::Kind::number, length);
    token.number = value;
    return token;
  }

  /// "energy_twh", or a use's users: "users:coding-agent".
  Token name() {
    std::size_t end = at_;
    auto const is_inner = [](char c) { return is_letter(c) || is_digit(c); };
    while (end < text_.size() && is_inner(text_[end])) ++end;
    if (end < text_.size() && text_[end] == ':')
      for (++end; end < text_.size() && (is_inner(text_[end]) || text_[end] == '-');) ++end;
    return take(Token::Kind::name, end - at_);
  }

  Token symbol() {
    constexpr std::string_view single = "+-*/^()<>,";
    std::string_view const two = text_.substr(at_, 2);
    if (two == "<=" || two == ">=") return take(Token::Kind::symbol, 2);
    if (single.find(text_[at_]) != std::string_view::npos) return take(Token::Kind::symbol, 1);
    std::size_t end = at_ + 1;  // all bytes of one character
    while (end < text_.size() && (static_cast<unsigned char>(text_[end]) & 0xc0u) == 0x80u) ++end;
    throw FormulaError(fmt::format("\"{}\" means nothing here; allowed are numbers, names, + - * / "
                                   "^ ( ) , < <= > >=",
                                   text_.substr(at_, end - at_)),
                       at_, end - at_);
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

/// By recursive descent, one function for each level of precedence.
class Parser {
 public:
  explicit Parser(std::string_view text) : lexer_(text), token_(lexer_.next()) {}

  Expression parse() {
    Expression whole = comparison();
    if (token_.kind != Token::Kind::end) fail("an operator or the end");
    return whole;
  }

 private:
  [[noreturn]] void fail(char const* expected) const {
    if (token_.kind == Token::Kind::end)
      throw FormulaError(fmt::format("ends where {} must stand", expected), token_.at);
    throw FormulaError(fmt::format("\"{}\" stands where {} must stand", token_.text, expected),
                       token_.at, token_.text.size());
  }

  bool is_symbol(std::string_view text) const {
    return token_.kind == Token::Kind::symbol && token_.text == text;
  }
  template <std::size_t n>
  bool is_any(std::array<std::string_view, n> const& symbols) const {
    return std::any_of(symbols.begin(), symbols.end(),
                       [this](std::string_view symbol) { return is_symbol(symbol); });
  }

  Token take() { return std::exchange(token_, lexer_.next()); }

  void expect(std::string_view symbol, char const* expected) {
    if (!is_symbol(symbol)) fail(expected);
    take();
  }

  static Expression node(Expression::Kind kind, Token const& token,
                         std::vector<Expression> parts = {}) {
    return {kind,     std::string(token.text), token.number,
            token.at, token.text.size(),       std::move(parts)};
  }

  Expression binary(Expression left, Expression (Parser::*operand)()) {
    if (++operator_count_ > most_operators)
      throw FormulaError(fmt::format("has more than {} operators", most_operators), token_.at);
    Token const symbol = take();
    std::vector<Expression> parts;
    parts.push_back(std::move(left));
    parts.push_back((this->*operand)());
    return node(Expression::Kind::binary, symbol, std::move(parts));
  }

  Expression comparison() {
    constexpr std::array<std::string_view, 4> symbols = {"<", "<=", ">", ">="};
    Expression left = sum();
    if (!is_any(symbols)) return left;
    left = binary(std::move(left), &Parser::sum);
    if (is_any(symbols)) fail("one comparison alone");
    return left;
  }

  Expression sum() {
    Expression left = product();
    while (is_any(std::array<std::string_view, 2>{"+", "-"}))
      left = binary(std::move(left), &Parser::product);
    return left;
  }

  Expression product() {
    Expression left = sign();
    while (is_any(std::array<std::string_view, 2>{"*", "/"}))
      left = binary(std::move(left), &Parser::sign);
    return left;
  }

  /// What goes deeper, goes through here.
  Expression sign() {
    if (++depth_ > deepest_formula)
      throw FormulaError(fmt::format("is nested deeper than {} levels", deepest_formula),
                         token_.at);
    Expression result;
    if (is_symbol("-")) {
      Token const minus = take();
      result = node(Expression::Kind::negate, minus);
      result.parts.push_back(sign());
    } else {
      result = raised();
    }
    --depth_;
    return result;
  }

  Expression raised() {
    Expression base = primary();
    return is_symbol("^") ? binary(std::move(base), &Parser::sign) : base;
  }

  Expression primary() {
    if (token_.kind == Token::Kind::number) return quantity();
    if (token_.kind == Token::Kind::name) {
      Token const name = take();
      return is_symbol("(") ? call(name) : node(Expression::Kind::name, name);
    }
    expect("(", "a number, a name or a parenthesis");
    Expression inner = comparison();
    expect(")", "an operator or a closing parenthesis");
    return inner;
  }

  /// A number, times the units behind it: 8760 h, 5 USD bn, 3 m^2.
  Expression quantity() {
    Expression result = node(Expression::Kind::number, take());
    while (token_.kind == Token::Kind::name) {
      Expression unit = node(Expression::Kind::unit, take());
      unit.number = is_symbol("^") ? unit_power() : 1;
      Expression product;
      product.kind = Expression::Kind::binary;
      product.word = "*";
      product.at = unit.at, product.length = unit.length;
      product.parts.push_back(std::move(result));
      product.parts.push_back(std::move(unit));
      result = std::move(product);
    }
    return result;
  }

  double unit_power() {
    take();
    double const sign = is_symbol("-") ? -1 : 1;
    if (sign < 0) take();
    if (token_.kind != Token::Kind::number) fail("the unit's power, a number,");
    return sign * take().number;
  }

  Expression call(Token const& name) {
    Expression result = node(Expression::Kind::call, name);
    take();
    while (!is_symbol(")")) {
      if (!result.parts.empty()) expect(",", "a comma or a closing parenthesis");
      result.parts.push_back(comparison());
    }
    take();
    return result;
  }

  Lexer lexer_;
  Token token_;
  int depth_ = 0, operator_count_ = 0;
};

void add_names(Expression const& expression, std::set<std::string>& names) {
  if (expression.kind == Expression::Kind::name) names.insert(expression.word);
  for (Expression const& part : expression.parts) add_names(part, names);
}

}  // namespace

std::vector<std::string> names_in(std::string_view formula) {
  std::set<std::string> names;
  add_names(parse_expression(formula), names);
  return {names.begin(), names.end()};
}

Expression parse_expression(std::string_view text) {
  if (text.size() > longest_formula)
    throw FormulaError(
        fmt::format("has {} bytes, may have at most {}", text.size(), longest_formula), 0);
  return Parser(text).parse();
}

}  // namespace nameplate
