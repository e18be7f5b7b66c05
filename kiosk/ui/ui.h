// One frame of the interface: who is touched, what has the focus, what was drawn where.
//
// A frame:  ui.begin_frame(input, "welcome");  draw widgets;  ui.end_frame();
// between ImGui::NewFrame() and ImGui::Render(). Everything is drawn into Dear ImGui's background
// draw list; no ImGui window, item or text buffer is used, so nothing of a person stays there.
// Thread: the interface thread only.
#pragma once

#include <imgui.h>

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ui/fonts.h"
#include "ui/frame_record.h"
#include "ui/theme.h"
#include "ui/units.h"

namespace ui {

struct PointerEvent {
  enum class Kind { down, move, up };
  Kind kind = Kind::move;
  Vec2 at;
  int pointer = 0;  ///< mouse or which finger
};

/// Physical keys that move the focus. Not those of a scanner, and not text: that is the app's.
enum class NavKey {
  tab,       ///< to the next widget, leaving out keys on the screen
  back_tab,  ///< the same backwards
  left,
  right,
  up,
  down,
  activate,
  previous,  ///< of a keypad: keys on the screen as well
  next,
  hold,  ///< `activate` is held down: what a long press offers
  back,  ///< closes what is open, else the screen's way back
};

struct Input {
  Vec2 display;                       ///< pixels
  double now = 0;                     ///< seconds, monotonic
  std::vector<PointerEvent> pointer;  ///< since the last frame, in order
  std::vector<NavKey> keys;
  float wheel = 0;  ///< notches, up is positive
  Vec2 wheel_at;
};

/// What touching a widget amounted to in this frame.
struct Reaction {
  bool clicked = false;     ///< released inside, or activated by key
  bool by_key = false;      ///< clicked by a physical key, so `at` says nothing
  int touches = 0;          ///< how often a finger went down on it in this frame
  std::vector<int> orders;  ///< of those touches among all in this frame
  bool pressed = false;     ///< a finger is down on it and inside
  bool held = false;        ///< a finger that went down on it is still down, wherever it is now
  bool focused = false;     ///< has the focus ring, which the frame draws
  bool arrived = false;     ///< Tab has just moved the focus here
  bool by_hold = false;     ///< a key held down asks for what a long press offers
  Vec2 at;                  ///< where the finger is, if touched, pressed, held or clicked by it
  double since = 0;         ///< when it went down
};

/// A text that ImGui's fonts cannot show, shaped and rasterised elsewhere (Pango, in the shell).
struct ShapedText {
  ImTextureID texture = nullptr;  ///< coverage in alpha, white
  Vec2 size;                      ///< pixels
};
using TextShaper =
    std::function<std::optional<ShapedText>(std::string_view text, float line_px, bool bold)>;

/// A rectangle of one colour, under everything that is drawn. The shell clears them in this order
/// before it renders Dear ImGui's draw data: in software rendering a cleared pixel costs a tenth of
/// a drawn one.
struct Ground {
  Rect rect;
  Colour colour;
};

/// The lowest a lowered screen is made (mm of usual text): what a field, its keyboard and the bars
/// need.
inline constexpr float kLowScreenMm = 228;

struct Look {
  const Theme* theme = nullptr;
  const Fonts* fonts = nullptr;
  Density density;
  bool reduced_motion = false;
};

/// Second touches this near (mm) and this soon (s) after a touch that changed the screen are the
/// tail of a double tap, meant for the old screen.
inline constexpr float kDoubleTapMm = 15;
inline constexpr double kDoubleTapSeconds = 0.3;

class Ui {
 public:
  /// Before the first frame and whenever the look changes, between frames.
  void configure(const Look& look) { look_ = look; }
  void set_text_shaper(TextShaper shaper) { shaper_ = std::move(shaper); }

  void begin_frame(const Input& input, std::string_view screen);
  void end_frame();

  /// Drops whatever is left of the last person: scroll positions, presses, focus.
  void forget();

  /// The last whole frame.
  [[nodiscard]] const FrameRecord& record() const { return shown_; }
  /// The last whole frame's grounds; the first is the whole screen.
  [[nodiscard]] const std::vector<Ground>& grounds() const { return shown_grounds_; }
  /// When a frame must be drawn though nothing happens (cursor blink, a key held); seconds of
  /// `Input::now`.
  [[nodiscard]] std::optional<double> next_deadline() const { return deadline_; }

  // For widgets and screens.
  [[nodiscard]] const Theme& theme() const { return *look_.theme; }
  [[nodiscard]] const Fonts& fonts() const { return *look_.fonts; }
  [[nodiscard]] const Density& density() const { return look_.density; }
  [[nodiscard]] float px(float mm) const { return look_.density.px(mm); }
  /// A height that grows with larger text.
  [[nodiscard]] float text_px(float mm) const { return look_.density.text_px(mm); }
  [[nodiscard]] bool reduced_motion() const { return look_.reduced_motion; }
  /// What is quiet is as large as the rest unless the screen is the desk's, whose people lean over
  /// it: from here to the end of the frame larger text leaves labels at 6.1 mm capitals.
  void allow_small_labels() { small_labels_ = true; }
  [[nodiscard]] Type as_drawn(Type type) const {
    return type == Type::label && !small_labels_ ? Type::body : type;
  }
  [[nodiscard]] float line_px(Type type) const { return fonts().line_px(as_drawn(type)); }
  /// With larger text, if it is on.
  [[nodiscard]] float em_mm(Type type) const { return ui::em_mm(as_drawn(type), density()); }
  /// What the frame is laid out in: the whole display, or its lower part.
  [[nodiscard]] Rect screen() const {
    return {0, lowered_, input_.display.x, input_.display.y - lowered_};
  }
  [[nodiscard]] Rect display() const { return {0, 0, input_.display.x, input_.display.y}; }
  /// From here to the end of the frame `screen()` is the lower half of the display, or as much more
  /// as its contents need.
  void lower_screen();
  [[nodiscard]] const std::string& screen_name() const { return record_.screen; }
  [[nodiscard]] bool tall() const { return screen().h > screen().w; }
  [[nodiscard]] double now() const { return input_.now; }
  [[nodiscard]] ImDrawList& draw() const { return *draw_; }
  [[nodiscard]] const TextShaper& text_shaper() const { return shaper_; }

  /// Records the widget, and answers how it was touched if `is_target`. Fills its state.
  Reaction add(Widget widget);
  /// A text was drawn; fills in whose it is and what its scroll area hides.
  void note_text(DrawnText text);
  /// The last text drawn belongs to `id`, which is recorded after it.
  void own_last_text(std::string_view id) { record_.texts.back().owner = id; }
  /// Lays a ground. False, and nothing laid, if something was drawn there already, which it would
  /// lie under: then it has to be drawn.
  bool lay_ground(const Rect& area, Colour colour);
  /// Something opaque was drawn there.
  void note_drawn(const Rect& area);
  /// Until the next frame's end, touches inside `area` are for widgets that are `on_top`.
  void reserve(const Rect& area) { reserving_.push_back(area); }
  /// Did a finger go down outside `area` in this frame?
  [[nodiscard]] bool touched_outside(const Rect& area) const;
  /// Asks for a frame at `when`, seconds of `now()`.
  void wake_at(double when);
  /// Seconds since `id` was last touched; large if never. For a key's afterglow.
  [[nodiscard]] double since_touch(std::string_view id) const;

  /// The ground that text now stands on.
  [[nodiscard]] Colour surface() const { return surfaces_.back(); }
  /// Quiet text that is still readable on `surface()`.
  [[nodiscard]] Colour muted() const;

  /// Vertical position of a scroll area, 0 to `content_h - area.h`, moved by drag and wheel.
  float scroll(std::string_view id, const Rect& area, float content_h);
  /// Moves the focus.
  void focus(std::string_view id) { focus_ = id; }
  /// The focus is moved by keys at the moment, and seen.
  [[nodiscard]] bool by_keys() const { return ring_; }
  /// Id of what has the focus; may have gone.
  [[nodiscard]] const std::string& focus() const { return focus_; }
  /// True once for each time that the way back was pressed.
  bool take_back() { return std::exchange(back_, false); }

  void push_surface(Colour colour) { surfaces_.push_back(colour); }
  void pop_surface() { surfaces_.pop_back(); }
  void push_clip(const Rect& area);
  void pop_clip();
  void push_inert() { ++inert_; }
  void pop_inert() { --inert_; }
  void push_late() { ++late_; }
  void pop_late() { --late_; }

 private:
  struct Press {
    int pointer = 0;
    Vec2 down;
    Vec2 now;
    double since = 0;
    bool fresh = true;
    bool released = false;
    bool stray = false;  ///< tail of a double tap
    bool dragging = false;
    float scroll_from = 0;
    std::string owner;
    std::string scroller;  ///< the scroll area under it
  };

  /// A scroll area of this frame.
  struct Scroller {
    std::string id;
    Rect area;
    float most = 0;
    bool has_targets = false;
  };

  void take_pointer(const PointerEvent& event);
  void take_keys();
  void take_key(NavKey key);
  void step_focus(int by, bool with_keys);
  void move_focus(NavKey direction);
  bool enter_row();
  bool leave_row();
  bool step_in_row(int by);
  [[nodiscard]] std::vector<const Widget*> keys_of(int row) const;
  void reveal_focus();
  bool scroll_focused(NavKey key);
  void note_scroller(Widget& widget);
  void add_scrollers();
  void draw_focus_ring();
  [[nodiscard]] const Widget* focusable(std::string_view id) const;
  [[nodiscard]] bool is_double_tap(Vec2 at) const;
  [[nodiscard]] bool may_take(const Press& press, bool on_top) const;
  Reaction react(const Widget& widget, const Rect& visible);

  Look look_;
  TextShaper shaper_;
  Input input_;
  ImDrawList* draw_ = nullptr;
  FrameRecord record_;
  FrameRecord shown_;
  std::vector<Ground> grounds_;
  std::vector<Ground> shown_grounds_;
  std::vector<Rect> drawn_;
  std::vector<Press> presses_;
  std::vector<Colour> surfaces_;
  std::vector<Rect> clips_;
  std::vector<Rect> reserved_;   ///< by the frame before
  std::vector<Rect> reserving_;  ///< for the next
  std::vector<Scroller> scrollers_;
  std::vector<Scroller> shown_scrollers_;
  float lowered_ = 0;  ///< pixels above `screen()`
  int inert_ = 0;
  int late_ = 0;
  bool small_labels_ = false;
  std::string focus_;
  std::string arrived_;  ///< where Tab moved the focus in this frame
  std::string held_;     ///< what a key holds down
  bool back_ = false;
  bool ring_ = false;  ///< the focus ring shows only after a key moved it
  std::string activated_;
  std::map<std::string, float, std::less<>> scrolls_;
  std::string glow_;
  double glow_since_ = -1e9;
  double screen_since_ = -1e9;
  Vec2 release_{-1e6F, -1e6F};  ///< the last one
  double released_at_ = -1e9;
  Vec2 left_by_{-1e6F, -1e6F};  ///< where the touch was that changed the screen
  std::optional<double> deadline_;
};

/// The ground changes for as long as this lives.
class OnSurface {
 public:
  OnSurface(Ui& ui, Colour colour) : ui_(ui) { ui_.push_surface(colour); }
  ~OnSurface() { ui_.pop_surface(); }
  OnSurface(const OnSurface&) = delete;
  OnSurface& operator=(const OnSurface&) = delete;

 private:
  Ui& ui_;
};

/// Nothing outside `area` is drawn or touched.
class Clip {
 public:
  Clip(Ui& ui, const Rect& area) : ui_(ui) { ui_.push_clip(area); }
  ~Clip() { ui_.pop_clip(); }
  Clip(const Clip&) = delete;
  Clip& operator=(const Clip&) = delete;

 private:
  Ui& ui_;
};

/// What is drawn meanwhile comes last in the order of focus.
class Late {
 public:
  explicit Late(Ui& ui) : ui_(ui) { ui_.push_late(); }
  ~Late() { ui_.pop_late(); }
  Late(const Late&) = delete;
  Late& operator=(const Late&) = delete;

 private:
  Ui& ui_;
};

/// What is drawn meanwhile is seen but not touched: the screen behind a dialog, if `on`.
class Inert {
 public:
  explicit Inert(Ui& ui, bool on = true) : ui_(ui), on_(on) {
    if (on_) ui_.push_inert();
  }
  ~Inert() {
    if (on_) ui_.pop_inert();
  }
  Inert(const Inert&) = delete;
  Inert& operator=(const Inert&) = delete;

 private:
  Ui& ui_;
  bool on_;
};

}  // namespace ui
