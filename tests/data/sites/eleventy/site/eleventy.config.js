module.exports = function (eleventyConfig) {
  eleventyConfig.addPassthroughCopy("src/images");
  eleventyConfig.addPassthroughCopy({ "src/extra/robots.txt": "robots.txt" });
  return { dir: { input: "src", output: "_site", includes: "_includes", data: "_data" } };
};
